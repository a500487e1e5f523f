import { OsonError, type SeqRange } from '@oson/contract';
import { type SupportTx, toNumber } from '@oson/db';
import { stillOwed } from '../sync/held-ranges.ts';
import { type Health, judgeHealth, type TerminalHealth } from './judge-health.ts';
import { type IncidentRow, readIncidents } from '../ledger/terminal-ledger.ts';
import { type ReceivedThrough, receivedThroughOf } from '../report/received-through.ts';
import type { TenantStatus } from './search-tenants.ts';
import { isNoMail, maskEmail } from './mask-email.ts';

export type TenantHealth = {
  tenantId: string;
  name: string;
  status: TenantStatus;
  suspendReason: string | null;
  createdAt: number;
  stores: { id: string; code: string; name: string; tin: string }[];
  owners: { name: string; phone: string | null; email: string | null }[];
  terminals: TerminalHealth[];
  /** How complete its sales are, by what each terminal last said. */
  received: ReceivedThrough;
  flags: { open: number; oldestAt: number | null };
  quarantine: { open: number; lastCause: string | null; lastAt: number | null };
  waiting: number;
  /** Open ones, newest first. */
  incidents: IncidentRow[];
  /** Made again from a certificate, and no owner is bound to it yet. */
  needsOwner: boolean;
  jobs: {
    unsent: number;
    /** Runs that ended in failure within seven days, and the function of the last one. */
    failed: number;
    lastFailed: string | null;
    failedImports: number;
    lastError: string | null;
  };
  health: Health;
};

const WEEK_MS = 7 * 24 * 3_600_000;

/** All that support looks at first: terminals, what waits, what failed, and one figure with reasons. */
export async function readTenantHealth(
  tx: SupportTx,
  tenantId: string,
  nowMs: number,
): Promise<TenantHealth> {
  const settings = await tx.tenantSettings.findUnique({ where: { tenantId } });
  if (!settings) throw new OsonError('NOT_FOUND');
  const stores = await tx.store.findMany({
    where: { tenantId, archivedAt: null },
    orderBy: { code: 'asc' },
  });
  const terminals = await readTerminals(tx, tenantId);
  const owners = await readOwners(tx, tenantId);
  const trouble = await readTrouble(tx, tenantId, nowMs);
  const health = judgeHealth({ terminals, ...trouble, nowMs });
  return {
    tenantId,
    name: settings.name,
    status: settings.status as TenantStatus,
    suspendReason: settings.suspendReason,
    createdAt: settings.createdAt.getTime(),
    stores: stores.map(({ id, code, name, tin }) => ({ id, code, name, tin })),
    owners,
    terminals,
    received: await receivedThroughOf(tx, tenantId),
    ...trouble,
    incidents: await readIncidents(tx, tenantId, { openOnly: true, limit: 50 }),
    needsOwner: settings.recoveredAt !== null && owners.length === 0,
    health,
  };
}

async function readTerminals(tx: SupportTx, tenantId: string): Promise<TerminalHealth[]> {
  const rows = await tx.terminal.findMany({
    where: { tenantId },
    include: {
      store: { select: { name: true } },
      terminalIncarnations: { orderBy: { createdAt: 'desc' }, take: 1 },
    },
    orderBy: { createdAt: 'asc' },
    take: 500,
  });
  return rows.map((row) => {
    const life = row.terminalIncarnations[0];
    const pendingCount = life ? stillOwed({ ...life, held: life.held as SeqRange[] }) : 0;
    const storage = life?.storage as { persisted?: boolean } | null | undefined;
    return {
      terminalId: row.id,
      name: row.name,
      storeName: row.store.name,
      state: row.state as TerminalHealth['state'],
      code: life?.code ?? '',
      appVersion: life?.appVersion ?? '',
      lastHelloAt: life?.lastHelloAt?.getTime() ?? null,
      held: life?.lastSeq ?? 0,
      pendingCount,
      pendingSum: pendingCount > 0 ? toNumber(life?.pendingSum ?? 0n) : 0,
      pendingOldestAt: pendingCount > 0 ? (life?.pendingOldestAt?.getTime() ?? null) : null,
      storageProtected: storage?.persisted ?? null,
      lastError: life?.lastError ?? null,
      unconfirmed: row.recoveredAt !== null && row.confirmedAt === null && row.revokedAt === null,
    };
  });
}

async function readOwners(tx: SupportTx, tenantId: string): Promise<TenantHealth['owners']> {
  const members = await tx.member.findMany({
    where: { organizationId: tenantId, role: 'owner' },
    select: { userId: true },
  });
  const users = await tx.user.findMany({
    where: { id: { in: members.map(({ userId }) => userId) } },
    select: { name: true, phoneNumber: true, email: true },
  });
  return users.map((user) => ({
    name: user.name,
    phone: maskPhone(user.phoneNumber),
    email: isNoMail(user.email) ? null : maskEmail(user.email),
  }));
}

/** +998 90 ••• •• 67: enough to recognise, too little to call; revealing it is an act of its own. */
const maskPhone = (phone: string | null) =>
  phone ? `${phone.slice(0, 4)} ${phone.slice(4, 6)} ••• •• ${phone.slice(-2)}` : null;

async function readTrouble(tx: SupportTx, tenantId: string, nowMs: number) {
  const since = new Date(nowMs - WEEK_MS);
  const failed = { tenantId, status: 'failed', createdAt: { gt: since } };
  const open = { tenantId, resolvedAt: null };
  const openFlags = { tenantId, status: 'open' };
  const flags = await tx.saleFlag.count({ where: openFlags });
  const oldest = await tx.saleFlag.findFirst({
    where: openFlags,
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  });
  const quarantined = await tx.opQuarantine.count({ where: open });
  const lastQuarantine = await tx.opQuarantine.findFirst({
    where: open,
    orderBy: { createdAt: 'desc' },
  });
  const waiting = await countWaiting(tx, tenantId);
  const unsent = await tx.jobOutbox.count({ where: { tenantId, sentAt: null } });
  const failedImports = await tx.importBatch.count({ where: failed });
  const lastFailed = await tx.importBatch.findFirst({
    where: failed,
    orderBy: { createdAt: 'desc' },
  });
  return {
    flags: { open: flags, oldestAt: oldest?.createdAt.getTime() ?? null },
    quarantine: {
      open: quarantined,
      lastCause: lastQuarantine?.cause ?? null,
      lastAt: lastQuarantine?.createdAt.getTime() ?? null,
    },
    waiting,
    jobs: {
      unsent,
      ...(await readFailedJobs(tx, tenantId, since)),
      failedImports,
      lastError: lastFailed?.error ?? null,
    },
  };
}

/** The embedded engine's own tables; where Inngest runs the jobs they are empty. */
async function readFailedJobs(tx: SupportTx, tenantId: string, since: Date) {
  const rows = await tx.$queryRaw<{ functionId: string; count: bigint }[]>`
    select function_id as "functionId", count(*) over () as count from jobs.run
    where tenant = ${tenantId}::text and status = 'failed' and created_at > ${since}
    order by created_at desc limit 1`;
  return { failed: toNumber(rows[0]?.count ?? 0n), lastFailed: rows[0]?.functionId ?? null };
}

/** Operations whose newest attempt is `waiting`: a return before its sale. */
async function countWaiting(tx: SupportTx, tenantId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ count: bigint }[]>`
    select count(*) from op_result r
    where r.tenant_id = ${tenantId}::uuid and r.state = 'waiting'
      and not exists (
        select from op_result later where later.tenant_id = r.tenant_id
          and later.op_id = r.op_id and later.attempt > r.attempt)`;
  return toNumber(rows[0]?.count ?? 0n);
}
