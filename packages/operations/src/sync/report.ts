import type { ReportRequest } from '@oson/contract';
import { enqueueJob, type TenantTx, uuidv7Now } from '@oson/db';
import { closeLosses, type Incident, openIncident } from '../ledger/open-incident.ts';
import { WAITING_MAX_MS } from '../sale/find-sale.ts';
import type { Sender } from './stored-operation.ts';

type Told = { kind: string; atMs: number; details: Record<string, string | number | null> };

/** Storage reports after which operations may be gone. */
const STORAGE_INCIDENTS: readonly string[] = ['canary', 'full'];

/**
 * Keeps what a terminal tells of its own storage, in its log and in the ledger of losses and forks.
 * Changes no row of business; a reported loss ends the waiting for what it names.
 */
export async function takeReport(
  tx: TenantTx,
  sender: Sender,
  report: ReportRequest,
  nowMs: number,
): Promise<void> {
  await keepActivity(tx, sender, toldOf(report, nowMs));
  const own = await ownIncarnations(tx, sender, report);
  for (const incident of incidentsOf(sender, report, nowMs)) {
    if (incident.incarnation && own.has(incident.incarnation)) await openIncident(tx, incident);
  }
  const losses = report.losses.filter(({ incarnation }) => own.has(incarnation));
  if (losses.length > 0) await endWaiting(tx, losses, nowMs);
  for (const over of report.drained ?? []) {
    if (own.has(over.incarnation)) await noteDrained(tx, over, nowMs);
  }
  const last = report.errors.at(-1);
  if (!last) return;
  await tx.terminalIncarnation.updateMany({
    where: { id: report.incarnation, terminalId: sender.terminalId },
    data: { lastError: `${last.code}: ${last.message}`.slice(0, 500) },
  });
}

function toldOf(report: ReportRequest, nowMs: number): Told[] {
  return [
    ...report.losses.map((loss) => ({ kind: 'loss', atMs: nowMs, details: { ...loss } })),
    ...report.forks.map(({ incarnation, seq }) => ({
      kind: 'fork',
      atMs: nowMs,
      details: { incarnation, seq },
    })),
    ...(report.storage ?? []).map(({ at, kind, cause, count }) => ({
      kind: `storage-${kind}`,
      // A device's clock may say anything; the log is sorted by ours.
      atMs: Math.min(at, nowMs),
      details: { cause, count },
    })),
    ...report.errors.map(({ at, code, message }) => ({
      kind: 'error',
      atMs: Math.min(at, nowMs),
      details: { code, message },
    })),
  ];
}

async function keepActivity(tx: TenantTx, sender: Sender, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  await tx.deviceActivity.createMany({
    data: told.map(({ kind, atMs, details }) => ({
      tenantId: tx.tenantId,
      id: uuidv7Now(),
      terminalId: sender.terminalId,
      storeId: sender.storeId,
      kind,
      at: new Date(atMs),
      details,
    })),
  });
}

/** A terminal tells of its own lives alone. */
async function ownIncarnations(
  tx: TenantTx,
  sender: Sender,
  report: ReportRequest,
): Promise<Set<string>> {
  const named = [...report.losses, ...report.forks, ...(report.drained ?? []), report];
  const rows = await tx.terminalIncarnation.findMany({
    where: {
      terminalId: sender.terminalId,
      id: { in: named.map(({ incarnation }) => incarnation) },
    },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

function incidentsOf(sender: Sender, report: ReportRequest, atMs: number): Incident[] {
  const { terminalId } = sender;
  return [
    ...report.losses.map(({ incarnation, fromSeq, toSeq, cause }) => {
      return { kind: 'loss' as const, terminalId, incarnation, fromSeq, toSeq, cause, atMs };
    }),
    ...report.forks.map(({ incarnation, seq }) => {
      const range = { fromSeq: seq, toSeq: seq };
      return { kind: 'fork' as const, terminalId, incarnation, ...range, cause: 'reported', atMs };
    }),
    ...(report.storage ?? [])
      .filter(({ kind }) => STORAGE_INCIDENTS.includes(kind))
      .map(({ kind, cause, count }) => {
        const { incarnation } = report;
        const details = { what: cause, count };
        return { kind: 'storage' as const, terminalId, incarnation, cause: kind, details, atMs };
      }),
  ];
}

/**
 * What waits for an operation that will never come is applied without it: its time of waiting is
 * over now, and the job that ends waiting is told.
 */
async function endWaiting(
  tx: TenantTx,
  losses: ReportRequest['losses'],
  nowMs: number,
): Promise<void> {
  const over = new Date(nowMs - WAITING_MAX_MS);
  const ranges = losses.map(({ incarnation, fromSeq, toSeq }) => ({ incarnation, fromSeq, toSeq }));
  const ended = await tx.$executeRaw`
    with lost as (
      select incarnation, "fromSeq" as lo, coalesce("toSeq", 2147483647) as hi
      from jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb)
        as r(incarnation uuid, "fromSeq" int, "toSeq" int)
    ), missing as (
      select w.op_id, g.seq from op_waiting w
      join op_log o on o.tenant_id = w.tenant_id and o.op_id = w.op_id
      cross join lateral generate_series(1, o.seq - 1) as g(seq)
      where w.tenant_id = ${tx.tenantId}::uuid
        and w.incarnation_id in (select incarnation from lost)
        and not exists (select from op_log h where h.tenant_id = w.tenant_id
          and h.incarnation_id = w.incarnation_id and h.seq = g.seq)
        and not exists (select from lost l
          where l.incarnation = w.incarnation_id and g.seq between l.lo and l.hi)
    )
    update op_waiting w set since = ${over}::timestamptz
    where w.tenant_id = ${tx.tenantId}::uuid
      and w.incarnation_id in (select incarnation from lost)
      and not exists (select from missing m where m.op_id = w.op_id)`;
  if (ended > 0) await enqueueJob(tx, { name: 'quarantine/retry', data: {} });
}

type Drained = NonNullable<ReportRequest['drained']>[number];

/** An incarnation that is over and owes nothing, if the server holds all of it as the device says. */
async function noteDrained(tx: TenantTx, over: Drained, nowMs: number): Promise<void> {
  const { incarnation, lastSeq, lastHash } = over;
  const fits = await tx.$executeRaw`
    update terminal_incarnation set pending_count = 0, pending_sum = 0, pending_oldest_at = null,
      empty_seq = greatest(empty_seq, ${lastSeq}::int), max_seq = greatest(max_seq, ${lastSeq}::int)
    where tenant_id = ${tx.tenantId}::uuid and id = ${incarnation}::uuid
      and (${lastSeq}::int = 0 or (last_seq >= ${lastSeq}::int and exists (select from op_log o
        where o.tenant_id = terminal_incarnation.tenant_id and o.incarnation_id = ${incarnation}::uuid
          and o.seq = ${lastSeq}::int and o.hash = ${lastHash})))`;
  if (fits > 0) await closeLosses(tx, incarnation, { resolution: 'drained', nowMs });
}
