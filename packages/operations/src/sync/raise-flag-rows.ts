import { type SqlTx, uuidv7Now } from '@oson/db';
import type { RaisedFlag } from './flag-book.ts';
import { iso, type Posting } from './posting.ts';

type OpenTask = { id: string; sku_id: string };

/**
 * Turns the batch's flags into rows, each with its sales and a job that tells the owner. An oversold
 * SKU has at most one open task in a store: later sales are added to it.
 */
export async function raiseFlagRows(tx: SqlTx, posting: Posting): Promise<void> {
  for (const flag of posting.flags.all()) addFlag(posting, flag);
  const { oversells } = posting.flags;
  if (oversells.length === 0) return;
  const tasks = await openTasks(tx, posting, [...new Set(oversells.map(({ skuId }) => skuId))]);
  for (const { opId, saleId, skuId, after } of oversells) {
    let flagId = tasks.get(skuId);
    if (flagId === undefined) {
      flagId = uuidv7Now();
      tasks.set(skuId, flagId);
      addRow(posting, flagId, { kind: 'oversell', opId, saleId, skuId }, { after });
    }
    posting.write.add('sale_flag_sale', { flag_id: flagId, sale_id: saleId });
  }
}

/** Locked, so that a person who answers one now is either before this sale or after it. */
async function openTasks(tx: SqlTx, { place }: Posting, skuIds: string[]) {
  const rows = await tx.$queryRaw<OpenTask[]>`
    select id, sku_id from sale_flag
    where tenant_id = ${tx.tenantId}::uuid and store_id = ${place.store.id}::uuid
      and kind = 'oversell' and status = 'open' and sku_id = any(${skuIds}::uuid[])
    order by id for update`;
  return new Map(rows.map(({ id, sku_id }) => [sku_id, id]));
}

function addFlag(posting: Posting, flag: RaisedFlag): void {
  const flagId = uuidv7Now();
  const [first, ...others] = flag.details;
  const details = {
    ...first,
    ...(others.length > 0 && { all: flag.details }),
    ...(flag.missing !== undefined && { missing: flag.missing }),
  };
  addRow(posting, flagId, flag, details);
  if (flag.saleId !== null) {
    posting.write.add('sale_flag_sale', { flag_id: flagId, sale_id: flag.saleId });
  }
}

function addRow(
  posting: Posting,
  flagId: string,
  flag: Pick<RaisedFlag, 'kind' | 'opId' | 'saleId' | 'skuId' | 'missing'>,
  details: object,
): void {
  const isThere = flag.missing !== undefined && posting.arrived.has(flag.missing);
  posting.write.add('sale_flag', {
    id: flagId,
    kind: flag.kind,
    store_id: posting.place.store.id,
    sale_id: flag.saleId,
    op_id: flag.opId,
    sku_id: flag.skuId ?? null,
    terminal_id: posting.place.terminalId,
    details,
    // What was missing came later in the same batch: nobody has to look.
    status: isThere ? 'resolved' : 'open',
    resolution: isThere ? 'arrived' : null,
    resolved_at: isThere ? iso(posting.nowMs) : null,
    created_at: iso(posting.nowMs),
  });
  if (!isThere) {
    posting.write.add('job_outbox', { id: uuidv7Now(), name: 'sale/flagged', data: { flagId } });
  }
}
