import { randomBytes } from 'node:crypto';
import { Prisma, rowSet, type SqlTx, toNumber } from '@oson/db';
import { iso, type Posting } from './posting.ts';
import type { Outcome, StoredOperation } from './stored-operation.ts';

type Results = {
  posting: Posting;
  operations: readonly StoredOperation[];
  outcomes: ReadonlyMap<string, Outcome>;
};

const CHECK_BYTES = 8;
const CHANGED = { kind: 'text', id: 'text', storeId: 'uuid' } as const;
const LEVEL = { sku_id: 'uuid', quantity: 'bigint', counted: 'boolean' } as const;
const RESULT = {
  op_id: 'uuid',
  attempt: 'int',
  state: 'text',
  cause: 'text',
  flags: 'jsonb',
  corrections: 'jsonb',
} as const;
const PRICE = { id: 'uuid', skuId: 'uuid', amount: 'bigint', currency: 'text' } as const;

/**
 * Ends a batch: takes the tenant's counter and writes what carries the n that it gives, which are the
 * change with its rows, the stock levels (locked before), the results and new prices. The only
 * statement after the counter, so that other batches of the tenant wait for as little as can be.
 * @returns n, the batch's feed position
 */
export async function closePosting(tx: SqlTx, results: Results): Promise<number> {
  const { posting } = results;
  const tenant = Prisma.sql`${tx.tenantId}::uuid`;
  const changed = [...posting.changed.values()].map((row) => ({
    ...row,
    storeId: row.storeId ?? null,
  }));
  const parts = [
    Prisma.sql`fact as (insert into change (tenant_id, n, "check")
      select ${tenant}, seq.n, ${randomBytes(CHECK_BYTES)} from seq)`,
    Prisma.sql`facts as (insert into change_row (tenant_id, n, line, kind, row_id, store_id)
      select ${tenant}, seq.n, row_number() over (), r.kind, r.id, r."storeId"
      from seq, ${rowSet(CHANGED, changed)})`,
    levelPart(posting, tenant),
    resultPart(results, tenant),
    pricePart(posting, tenant),
  ].filter((part) => part !== null);
  const [taken] = await tx.$queryRaw<{ n: bigint }[]>`
    with seq as (
      insert into tenant_seq as s (tenant_id, n) values (${tenant}, 1)
      on conflict (tenant_id) do update set n = s.n + 1
      returning n
    ), ${Prisma.join(parts)} select n from seq`;
  if (!taken) throw new Error('the change counter gave no number');
  return toNumber(taken.n);
}

function levelPart({ stock, place, nowMs }: Posting, tenant: Prisma.Sql): Prisma.Sql | null {
  const rows = stock.touched();
  if (rows.length === 0) return null;
  return Prisma.sql`levels as (update stock_level l
    set quantity = r.quantity, counted = r.counted, n = seq.n, updated_at = ${iso(nowMs)}::timestamptz
    from seq, ${rowSet(LEVEL, rows)}
    where l.tenant_id = ${tenant} and l.store_id = ${place.store.id}::uuid and l.sku_id = r.sku_id)`;
}

/** An operation that still waits or still cannot be applied gets no second result. */
function resultPart(
  { posting, operations, outcomes }: Results,
  tenant: Prisma.Sql,
): Prisma.Sql | null {
  const rows = operations.flatMap(({ opId, attempts }) => {
    const { state, cause, flags, corrections } = outcomes.get(opId) as Outcome;
    if (attempts > 0 && state !== 'posted') return [];
    return [{ op_id: opId, attempt: attempts + 1, state, cause, flags, corrections }];
  });
  if (rows.length === 0) return null;
  return Prisma.sql`result as (insert into op_result (tenant_id, op_id, attempt, state, cause, n,
      flags, corrections, at)
    select ${tenant}, r.op_id, r.attempt, r.state, r.cause,
      case when r.state = 'posted' then seq.n end, r.flags, r.corrections,
      ${iso(posting.nowMs)}::timestamptz
    from seq, ${rowSet(RESULT, rows)})`;
}

function pricePart({ newPrices, place }: Posting, tenant: Prisma.Sql): Prisma.Sql | null {
  if (newPrices.length === 0) return null;
  return Prisma.sql`prices as (insert into price (tenant_id, id, price_list_id, sku_id, amount,
      currency, n)
    select ${tenant}, r.id, ${place.store.priceListId}::uuid, r."skuId", r.amount, r.currency, seq.n
    from seq, ${rowSet(PRICE, newPrices)})`;
}
