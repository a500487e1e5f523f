import { OsonError, type SeqRange, type StorageHealth } from '@oson/contract';
import { type SupportTx, type TenantTx, toNumber } from '@oson/db';
import type { IncidentKind } from './open-incident.ts';

export type Gap = { from: number; to: number };
export type IncidentRow = {
  id: string;
  kind: IncidentKind;
  incarnation: string | null;
  /** The incarnation's code on receipts. */
  code: string | null;
  terminalId: string | null;
  terminalName: string | null;
  fromSeq: number | null;
  /** null: unknown, never none. */
  toSeq: number | null;
  pending: { count: number; sum: number } | null;
  cause: string;
  at: number;
  closedAt: number | null;
  resolution: string | null;
};
export type LifeLedger = {
  incarnation: string;
  code: string;
  createdAt: number;
  endedAt: number | null;
  lastHelloAt: number | null;
  lastPushAt: number | null;
  appVersion: string;
  /** Numbers that it has used, as far as is known. */
  maxSeq: number;
  /** What the server holds. */
  held: Gap[];
  /** What it lacks below `maxSeq`. */
  gaps: Gap[];
  owed: number;
  forked: boolean;
  /** Up to which number it has said to be empty; null: it never has. */
  emptySeq: number | null;
  pending: { count: number; sum: number; oldestAt: number | null };
  storage: StorageHealth | null;
  lastError: string | null;
};
export type TerminalLedgerDetail = {
  terminalId: string;
  name: string;
  storeName: string;
  state: 'practice' | 'live' | 'revoked';
  recoveredAt: number | null;
  confirmedAt: number | null;
  /** The newest life first. */
  lives: LifeLedger[];
  incidents: IncidentRow[];
};

const LIVES_MAX = 50;
const INCIDENTS_MAX = 100;

/** Everything that was received of a terminal and everything that was not. NOT_FOUND. */
export async function readTerminalLedger(
  tx: TenantTx | SupportTx,
  tenantId: string,
  terminalId: string,
): Promise<TerminalLedgerDetail> {
  const terminal = await tx.terminal.findUnique({
    where: { tenantId_id: { tenantId, id: terminalId } },
    include: {
      store: { select: { name: true } },
      terminalIncarnations: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: LIVES_MAX },
    },
  });
  if (!terminal) throw new OsonError('NOT_FOUND');
  const incidents = await readIncidents(tx, tenantId, { terminalId, limit: INCIDENTS_MAX });
  return {
    terminalId,
    name: terminal.name,
    storeName: terminal.store.name,
    state: terminal.revokedAt ? 'revoked' : (terminal.state as TerminalLedgerDetail['state']),
    recoveredAt: terminal.recoveredAt?.getTime() ?? null,
    confirmedAt: terminal.confirmedAt?.getTime() ?? null,
    lives: terminal.terminalIncarnations.map((life) => {
      const held = life.held as SeqRange[];
      const gaps = gapsOf(held, life.maxSeq);
      return {
        incarnation: life.id,
        code: life.code,
        createdAt: life.createdAt.getTime(),
        endedAt: life.endedAt?.getTime() ?? null,
        lastHelloAt: life.lastHelloAt?.getTime() ?? null,
        lastPushAt: life.lastPushAt?.getTime() ?? null,
        appVersion: life.appVersion,
        maxSeq: life.maxSeq,
        held: held.map(({ from, to }) => ({ from, to })),
        gaps,
        owed: gaps.reduce((sum, gap) => sum + gap.to - gap.from + 1, 0),
        forked: life.forked,
        emptySeq: life.emptySeq,
        pending: {
          count: life.pendingCount,
          sum: toNumber(life.pendingSum),
          oldestAt: life.pendingOldestAt?.getTime() ?? null,
        },
        storage: life.storage as StorageHealth | null,
        lastError: life.lastError,
      };
    }),
    incidents,
  };
}

/** Which of the numbers 1..`to` are not held. */
export function gapsOf(held: readonly SeqRange[], to: number): Gap[] {
  const gaps: Gap[] = [];
  let next = 1;
  for (const range of [...held].sort((a, b) => a.from - b.from)) {
    if (range.from > next) gaps.push({ from: next, to: Math.min(range.from - 1, to) });
    next = Math.max(next, range.to + 1);
  }
  if (next <= to) gaps.push({ from: next, to });
  return gaps.filter((gap) => gap.from <= gap.to);
}

type IncidentFilter = { terminalId?: string; openOnly?: boolean; limit: number };
type Raw = Omit<IncidentRow, 'pending' | 'at' | 'closedAt'> & {
  pendingCount: number | null;
  pendingSum: bigint | null;
  at: Date;
  closedAt: Date | null;
};

/** Incidents, those that are open first, the newest of them first. */
export async function readIncidents(
  tx: TenantTx | SupportTx,
  tenantId: string,
  filter: IncidentFilter,
): Promise<IncidentRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    select k.id, k.kind, k.incarnation_id as incarnation, i.code, k.terminal_id as "terminalId",
      t.name as "terminalName", k.from_seq as "fromSeq", k.to_seq as "toSeq",
      k.pending_count as "pendingCount", k.pending_sum as "pendingSum", k.cause, k.at,
      k.closed_at as "closedAt", k.resolution
    from terminal_incident k
    left join terminal t on t.tenant_id = k.tenant_id and t.id = k.terminal_id
    left join terminal_incarnation i on i.tenant_id = k.tenant_id and i.id = k.incarnation_id
    where k.tenant_id = ${tenantId}::uuid
      and (${filter.terminalId ?? null}::uuid is null
        or k.terminal_id = ${filter.terminalId ?? null}::uuid)
      and (not ${filter.openOnly ?? false} or k.closed_at is null)
    order by (k.closed_at is null) desc, k.at desc, k.id desc limit ${filter.limit}`;
  return rows.map(({ pendingCount, pendingSum, ...row }) => ({
    ...row,
    at: row.at.getTime(),
    closedAt: row.closedAt?.getTime() ?? null,
    pending:
      pendingCount === null ? null : { count: pendingCount, sum: toNumber(pendingSum ?? 0n) },
  }));
}
