import { Pool as NeonPool } from '@neondatabase/serverless';
import { metrics } from '@oson/telemetry';
import pg from 'pg';
import { type ConnectOptions, type DatabaseRole, isNeonAddress } from '../connect/adapter.ts';
import { Prisma } from '../generated/client.ts';

/**
 * A transaction in which exactly one tenant's rows exist, spoken to in SQL alone: what a
 * `TenantTx` offers without the models, at a tenth of the cost a statement. Every `TenantTx` is one.
 */
export type SqlTx = {
  readonly tenantId: string;
  $queryRaw: <T = unknown>(
    query: TemplateStringsArray | Prisma.Sql,
    ...values: unknown[]
  ) => Promise<T>;
  $executeRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => Promise<number>;
  /**
   * Says that no statement comes after those that were sent: the commit travels right behind them,
   * without a round trip of its own. When one of them fails, nothing is committed.
   */
  readonly sendCommit?: () => void;
};

type Query = { text: string; values?: unknown[]; name?: string };
type Client = {
  /** node-postgres' own; Neon's driver has another. */
  connection?: { stream?: { cork?: () => void; uncork?: () => void } };
  query: (
    query: string | Query,
  ) => Promise<{ rows: unknown[]; rowCount: number | null; command: string }>;
  release: (error?: boolean) => void;
};
export type SqlPool = { connect: () => Promise<Client>; end: () => Promise<void> };

const DEFAULT_POOL_SIZE = 10;
const DEFAULT_WAIT_MS = 15_000;

/** A pool beside Prisma's for transactions that speak SQL; nothing connects before the first one. */
export function openSqlPool(url: string, options: ConnectOptions): SqlPool {
  const config = {
    connectionString: url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: options.waitMs ?? DEFAULT_WAIT_MS,
    types: { getTypeParser },
  };
  const pool = isNeonAddress(url, options)
    ? new NeonPool(config as never)
    : new pg.Pool({ ...config, pipeline: true } as pg.PoolConfig);
  // A connection that breaks while nobody uses it leaves the pool; the next act opens another.
  pool.on('error', () => undefined);
  // One that breaks in the middle of an act fails the act's next statement; without somebody who
  // listens here it would end the process, and every other act with it.
  pool.on('connect', (client: pg.PoolClient) => void client.on('error', () => undefined));
  return pool as unknown as SqlPool;
}

/** As Prisma reads them, so that one statement gives the same values through both. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: (text) => BigInt(text),
  1082: (text) => new Date(`${text}T00:00:00.000Z`),
};

function getTypeParser(oid: number, format?: string): (value: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS[oid];
  return own ?? (pg.types.getTypeParser as (oid: number, format?: string) => never)(oid, format);
}

/** Settings of one transaction; constants of the caller. */
export type SqlSettings = { lockTimeoutMs?: number; statementTimeoutMs?: number };

/**
 * Runs an act in one transaction of a tenant. `begin` and the settings travel in front of the act's
 * first statement, and the commit behind its last where the act says so, without a round trip of
 * their own.
 */
export async function runInSqlTransaction<T>(
  pool: SqlPool,
  tenantId: string,
  settings: SqlSettings,
  act: (tx: SqlTx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const faults: unknown[] = [];
  let isBroken = false;
  try {
    const begun = client.query(beginning(tenantId, settings));
    begun.catch(() => undefined);
    const end: { commit?: ReturnType<Client['query']> } = {};
    const sendCommit = () => {
      end.commit ??= client.query('commit');
      end.commit.catch(() => undefined);
    };
    const result = await act({ ...sqlTxOver(client, tenantId, faults), sendCommit });
    await begun;
    const { command } = await (end.commit ?? client.query('commit'));
    // Postgres answers a commit of a failed transaction with a rollback, and with no error.
    if (command === 'ROLLBACK') throw new Error('a statement of the transaction had failed');
    return result;
  } catch (error) {
    isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    // What was sent behind a statement that failed fails for that reason alone.
    throw isAftermath(error) ? (faults[0] ?? error) : error;
  } finally {
    client.release(isBroken);
  }
}

const IN_FAILED_TRANSACTION = '25P02';
const isAftermath = (error: unknown) =>
  (error as { code?: unknown } | null)?.code === IN_FAILED_TRANSACTION;

/**
 * Every statement here goes by an index and is prepared once a connection. One plan for all values,
 * and never a scan: a plan that was made while a table was empty is kept while it grows.
 */
const PLANNING = [
  `set_config('plan_cache_mode', 'force_generic_plan', true)`,
  `set_config('enable_seqscan', 'off', true)`,
];

function beginning(tenantId: string, settings: SqlSettings): string {
  // The caller has checked that the id is a uuid and nothing else.
  const set = [`set_config('app.tenant_id', '${tenantId}', true)`, ...PLANNING];
  const { lockTimeoutMs, statementTimeoutMs } = settings;
  if (lockTimeoutMs) set.push(`set_config('lock_timeout', '${lockTimeoutMs}', true)`);
  if (statementTimeoutMs)
    set.push(`set_config('statement_timeout', '${statementTimeoutMs}', true)`);
  return `begin; select ${set.join(', ')}`;
}

function sqlTxOver(client: Client, tenantId: string, faults: unknown[]): SqlTx {
  const gather = gathererOf(client);
  const run = async (parts: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const { text, values: params } = 'raw' in parts ? Prisma.sql(parts, ...values) : parts;
    const start = performance.now();
    gather();
    const answer = await client
      .query({ text, values: params, ...nameOf(text) })
      .catch((fault: unknown) => {
        faults.push(fault);
        throw fault;
      });
    metrics.dbQuerySeconds.observe({ role: 'app' }, (performance.now() - start) / 1000);
    return answer;
  };
  return {
    tenantId,
    $queryRaw: async <T>(parts: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(parts, values)).rows as T,
    $executeRaw: async (parts, ...values) => (await run(parts, values)).rowCount ?? 0,
  };
}

/** Reads of a role, each a transaction by itself. */
export function readsOver(pool: SqlPool, role: DatabaseRole): Pick<SqlTx, '$queryRaw'> {
  return {
    $queryRaw: async <T>(parts: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const { text, values: params } = 'raw' in parts ? Prisma.sql(parts, ...values) : parts;
      const client = await pool.connect();
      const start = performance.now();
      try {
        return (await client.query({ text, values: params, ...nameOf(text) })).rows as T;
      } finally {
        client.release();
        metrics.dbQuerySeconds.observe({ role }, (performance.now() - start) / 1000);
      }
    },
  };
}

/** Statements that are sent in one turn of the loop leave in one packet, and wake the server once. */
function gathererOf({ connection }: Client): () => void {
  const { stream } = connection ?? {};
  let isGathering = false;
  return () => {
    if (isGathering || !stream?.cork) return;
    isGathering = true;
    stream.cork();
    process.nextTick(() => {
      isGathering = false;
      stream.uncork?.();
    });
  };
}

const NAMES_MAX = 300;
const names = new Map<string, string>();

/** Prepared once a connection. A text beyond the most is sent whole: memory of the server is bounded. */
function nameOf(text: string): { name: string } | Record<string, never> {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= NAMES_MAX) return {};
    name = `oson_${names.size}`;
    names.set(text, name);
  }
  return { name };
}
