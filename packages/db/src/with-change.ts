import { randomBytes } from 'node:crypto';
import type { SqlTx } from './sql/sql-tx.ts';
import { toNumber } from './to-number.ts';

/** A row that terminals pull: what kind of pull row it is, and whose store it concerns. */
export type ChangedRow = {
  /** A kind of packages/contract (`PullKind`). For `stock`, `id` is the SKU's and `storeId` is set. */
  kind: string;
  id: string;
  /** Absent: rows of the whole chain. */
  storeId?: string | null;
};

const CHECK_BYTES = 8;

/**
 * Ends a transaction that changed something terminals pull: takes the tenant's counter, writes the
 * change with its rows and stamps stock levels among them with the new position. One statement and
 * one round trip for any number of rows. From here to the commit every other change of the tenant
 * waits, so nothing but rows that carry n themselves (prices, tax rates, outcomes) may follow.
 * @returns n, the new feed position
 */
export async function withChange(tx: SqlTx, rows: readonly ChangedRow[]): Promise<number> {
  const kinds = rows.map((row) => row.kind);
  const ids = rows.map((row) => row.id);
  const stores = rows.map((row) => row.storeId ?? null);
  const [taken] = await tx.$queryRaw<{ n: bigint }[]>`
    with seq as (
      insert into tenant_seq as s (tenant_id, n) values (${tx.tenantId}::uuid, 1)
      on conflict (tenant_id) do update set n = s.n + 1
      returning n
    ), named as (
      select distinct kind, id, store_id
      from unnest(${kinds}::text[], ${ids}::text[], ${stores}::uuid[]) as row (kind, id, store_id)
    ), fact as (
      insert into change (tenant_id, n, "check")
      select ${tx.tenantId}::uuid, seq.n, ${randomBytes(CHECK_BYTES)} from seq
    ), facts as (
      insert into change_row (tenant_id, n, line, kind, row_id, store_id)
      select ${tx.tenantId}::uuid, seq.n, row_number() over (), named.kind, named.id, named.store_id
      from seq, named
    ), stocked as (
      select store_id, case when kind = 'stock' then id::uuid end as sku_id from named
    ), levels as (
      update stock_level l set n = seq.n from seq, stocked
      where l.tenant_id = ${tx.tenantId}::uuid
        and l.store_id = stocked.store_id and l.sku_id = stocked.sku_id
    )
    select n from seq`;
  if (!taken) throw new Error('the change counter gave no number');
  return toNumber(taken.n);
}
