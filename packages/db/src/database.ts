import { type ConnectOptions, connect } from './connect/adapter.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import {
  openSqlPool,
  readsOver,
  runInSqlTransaction,
  type SqlSettings,
  type SqlTx,
} from './sql/sql-tx.ts';
import { eraseClosed } from './erase-closed.ts';
import { uuidv7Now } from './uuidv7-now.ts';

/** A transaction in which exactly one tenant's rows exist. */
export type TenantTx = Prisma.TransactionClient & { readonly tenantId: string };
/** A read-only transaction of the support role. */
export type SupportTx = Prisma.TransactionClient;
export type AuthClient = PrismaClient;
export type JobsClient = PrismaClient;

export type DatabaseUrls = { app: string; auth: string; support: string; jobs: string };

export type SupportRead = {
  /** The member of the support staff who reads. */
  userId: string;
  /** The tenant that is looked at; absent for lists over all tenants. */
  tenantId?: string;
  reason: string;
  /** What is looked at, in words for the tenant's own audit log. */
  action: string;
};

export type Database = {
  /**
   * The only way to a tenant's rows: one transaction, transaction-local setting, a role that owns
   * nothing. The tenant id comes from the credential, never from a request's body.
   */
  inTenant: <T>(tenantId: string, act: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** The same wall and the same role without models, for the paths whose speed counts: sync. */
  inTenantSql: <T>(
    tenantId: string,
    act: (tx: SqlTx) => Promise<T>,
    settings?: SqlSettings,
  ) => Promise<T>;
  /**
   * Reads of support: another role, with a reason. A look at one tenant leaves an audit row there
   * and sees no other tenant's rows; without a tenant (lists) there is no audit row of a tenant.
   */
  asSupport: <T>(read: SupportRead, act: (tx: SupportTx) => Promise<T>) => Promise<T>;
  /** Accounts, sessions, enrolments; for packages/auth. */
  auth: AuthClient;
  /** The same role in SQL alone, a statement at a time: for what every request asks. */
  authSql: Pick<SqlTx, '$queryRaw'>;
  /** The outbox of all tenants and the list of tenants; for packages/jobs. */
  jobs: JobsClient;
  /**
   * Deletes all rows of a tenant whose owner closed it 120 days ago; false, and nothing is deleted,
   * for any other. For packages/jobs.
   */
  eraseClosed: (tenantId: string) => Promise<boolean>;
  close: () => Promise<void>;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Opens the four roles' pools. Nothing connects before the first query. */
export function openDatabase(urls: DatabaseUrls, options: ConnectOptions = {}): Database {
  const app = connect('app', urls.app, options);
  const auth = connect('auth', urls.auth, { ...options, poolSize: 5 });
  const support = connect('support', urls.support, { ...options, poolSize: 3 });
  const jobs = connect('jobs', urls.jobs, { ...options, poolSize: 5 });
  const sql = openSqlPool(urls.app, options);
  const authSql = openSqlPool(urls.auth, { ...options, poolSize: 5 });
  return {
    inTenant: (tenantId, act) => runInTenant(app, tenantId, act),
    inTenantSql: async (tenantId, act, settings = {}) => {
      if (!UUID.test(tenantId)) throw new Error('a tenant id is a uuid');
      return runInSqlTransaction(sql, tenantId, settings, act);
    },
    asSupport: (read, act) => runAsSupport(support, read, act),
    auth,
    authSql: readsOver(authSql, 'auth'),
    jobs,
    eraseClosed: async (tenantId) => {
      if (!UUID.test(tenantId)) throw new Error('a tenant id is a uuid');
      return eraseClosed(jobs, tenantId);
    },
    close: async () => {
      await Promise.all([sql.end(), authSql.end()]);
      await Promise.all([app, auth, support, jobs].map((client) => client.$disconnect()));
    },
  };
}

async function runInTenant<T>(
  client: PrismaClient,
  tenantId: string,
  act: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  if (!UUID.test(tenantId)) throw new Error('a tenant id is a uuid');
  return client.$transaction(async (tx) => {
    await tx.$executeRaw`select set_config('app.tenant_id', ${tenantId}, true)`;
    return act(asTenantTx(tx, tenantId));
  });
}

/**
 * The transaction with its tenant's id. A view of its own, never a property on Prisma's object:
 * what is written there is shared by all transactions of the client that run at the same time.
 */
function asTenantTx(tx: Prisma.TransactionClient, tenantId: string): TenantTx {
  const view = new Proxy(tx, {
    get: (target, key) => (key === 'tenantId' ? tenantId : Reflect.get(target, key)),
    has: (target, key) => key === 'tenantId' || Reflect.has(target, key),
    set: () => false,
  });
  return view as TenantTx;
}

async function runAsSupport<T>(
  client: PrismaClient,
  read: SupportRead,
  act: (tx: SupportTx) => Promise<T>,
): Promise<T> {
  if (!read.reason.trim()) throw new Error('support reads with a reason');
  if (read.tenantId && !UUID.test(read.tenantId)) throw new Error('a tenant id is a uuid');
  return client.$transaction(async (tx) => {
    if (read.tenantId) {
      await tx.$executeRaw`select set_config('app.tenant_id', ${read.tenantId}, true)`;
      await tx.auditEntry.createMany({
        data: {
          tenantId: read.tenantId,
          id: uuidv7Now(),
          actorKind: 'support',
          actorId: read.userId,
          action: read.action,
          reason: read.reason,
        },
      });
    }
    return act(tx);
  });
}
