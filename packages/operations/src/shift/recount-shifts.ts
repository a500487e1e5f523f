import type { BodyOf, SeqRange, ZFigures } from '@oson/contract';
import { parseBody } from '@oson/contract/schema';
import { idSet, type SqlTx } from '@oson/db';
import { type DrawerEvent, type SaleFigures, zFigures } from '@oson/domain';
import { owedUpTo } from '../sync/held-ranges.ts';

/** The shift's closing figures: the device's Z, and what the server counted from its operations. */
export type ShiftZ = ZFigures & {
  /** Absent until everything up to the close has come. */
  server?: ZFigures;
  /** Figures in which the two differ. */
  differs?: string[];
};

type ClosedShift = { id: string; last_seq: number; currency: string; z_figures: ShiftZ };
type BodyRow = { seq: number; type: string; v: number; body: string };

export type Recount = {
  terminalId: string;
  incarnation: string;
  held: readonly SeqRange[];
  /** Operations that this transaction posts; their results are not written yet. */
  posted: readonly string[];
  /** Shifts that this batch names: one counted already is counted again when more of it comes. */
  shifts: readonly string[];
};

/**
 * Counts the shifts of an incarnation again that its device has closed and of which everything has
 * come by now, from the operations themselves (CASE8, CASE9). The device's Z stands; the server's
 * count lies beside it.
 */
export async function recountShifts(tx: SqlTx, recount: Recount): Promise<void> {
  const closed = await tx.$queryRaw<ClosedShift[]>`
    select id, last_seq, currency, z_figures from shift
    where tenant_id = ${tx.tenantId}::uuid and terminal_id = ${recount.terminalId}::uuid
      and incarnation_id = ${recount.incarnation}::uuid and last_seq is not null
      and (not z_figures ? 'server' or id = any(${recount.shifts}::uuid[]))`;
  for (const shift of closed) {
    if (owedUpTo(recount.held, shift.last_seq) > 0) continue;
    const z = await countAgain(tx, recount, shift);
    await tx.$executeRaw`
      update shift set z_figures = ${JSON.stringify(z)}::jsonb
      where tenant_id = ${tx.tenantId}::uuid and id = ${shift.id}::uuid`;
  }
}

async function countAgain(tx: SqlTx, recount: Recount, shift: ClosedShift): Promise<ShiftZ> {
  const { incarnation, posted } = recount;
  // Posted only: what waits or lies in quarantine has moved no money yet.
  const rows = await tx.$queryRaw<BodyRow[]>`
    select o.seq, o.type, o.v, o.body from op_log o
    where o.tenant_id = ${tx.tenantId}::uuid and o.incarnation_id = ${incarnation}::uuid
      and o.seq <= ${shift.last_seq} and not o.practice and o.body is not null
      and o.seq >= (select coalesce(max(f.seq), 1) from op_log f
        where f.tenant_id = ${tx.tenantId}::uuid and f.incarnation_id = ${incarnation}::uuid
          and f.type = 'shift.open' and f.seq <= ${shift.last_seq}
          and f.body like ${`%"shiftId":"${shift.id}"%`})
      and (o.op_id = any(${posted}::uuid[])
        or (select r.state from op_result r where r.tenant_id = o.tenant_id
          and r.op_id = o.op_id order by r.attempt desc limit 1) = 'posted')
    order by o.seq`;
  const { server: _server, differs: _differs, ...device } = shift.z_figures;
  const { float, events } = eventsOf(shift.id, [...(await soldBefore(tx, rows)), ...rows]);
  const { currency } = shift;
  const server = zFigures({ float: float ?? device.float, events, currency });
  return { ...device, server, differs: differencesOf(device, server) };
}

/** What was sold before a shift and taken back in it: the drawer of this shift paid it out. */
async function soldBefore(tx: SqlTx, rows: readonly BodyRow[]): Promise<BodyRow[]> {
  const voided = rows.flatMap(({ type, v, body }) => {
    const read = type === 'void' ? parseBody(type, v, body) : null;
    return read?.ok && read.type === 'void' ? [read.body.saleOpId] : [];
  });
  if (voided.length === 0) return [];
  const sales = await tx.$queryRaw<BodyRow[]>`
    select o.seq, o.type, o.v, o.body from op_log o
    where o.tenant_id = ${tx.tenantId}::uuid and o.op_id = any(${idSet(voided)})
      and o.type = 'sale' and o.body is not null`;
  const here = new Set(rows.map(({ seq }) => seq));
  return sales.filter(({ seq }) => !here.has(seq));
}

function eventsOf(shiftId: string, rows: readonly BodyRow[]) {
  const events: DrawerEvent[] = [];
  const sales = new Map<string, SaleFigures>();
  let float: number | null = null;
  for (const row of rows) {
    const read = parseBody(row.type, row.v, row.body);
    if (!read.ok) continue;
    if (read.type === 'sale') sales.set(read.body.saleId, read.body);
    if (!('shiftId' in read.body) || read.body.shiftId !== shiftId) continue;
    if (read.type === 'shift.open') float = read.body.float;
    const event = eventOf(read, sales);
    if (event) events.push(event);
  }
  return { float, events };
}

type ReadEvent = { [T in keyof BodyOf]: { type: T; body: BodyOf[T] } }[keyof BodyOf];

function eventOf(read: ReadEvent, sales: Map<string, SaleFigures>): DrawerEvent | null {
  switch (read.type) {
    case 'sale':
      return { type: 'sale', body: read.body };
    case 'return':
      return { type: 'return', body: read.body };
    case 'cash.move':
      return { type: 'cash.move', body: read.body };
    case 'debt.payment':
      return { type: 'debt.payment', body: read.body };
    case 'void': {
      const voided = sales.get(read.body.saleId);
      return voided ? { type: 'void', voided } : null;
    }
    default:
      return null;
  }
}

function differencesOf(device: ZFigures, server: ZFigures): string[] {
  const flat = (z: ZFigures) => {
    const { tenders, ...sums } = z;
    const kinds = Object.entries(tenders).map(([kind, sum]) => [`tenders.${kind}`, sum]);
    return Object.fromEntries([...Object.entries(sums), ...kinds]) as Record<string, number>;
  };
  const [theirs, ours] = [flat(device), flat(server)];
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...names].filter((name) => {
    return typeof (theirs[name] ?? 0) === 'number' && (theirs[name] ?? 0) !== (ours[name] ?? 0);
  });
}
