import type { Database, SqlTx } from '@oson/db';

export type PrunedFeed = { changes: number; pointers: number };

const CHANGES_AT_ONCE = 20_000;
/** A night's work may take longer than any other act. */
const LIMITS = { statementTimeoutMs: 120_000 };

/**
 * Forgets what no terminal can ask for any more (docs/decisions/0007): changes older than 100 days but the
 * newest, and pointers from before them to what has changed again, was archived or has been told. A
 * cursor that old is answered from zero; a pull from zero needs none of it. Run again it does nothing.
 */
export async function pruneFeed(db: Database, tenantId: string): Promise<PrunedFeed> {
  let changes = 0;
  for (;;) {
    const gone = await db.inTenantSql(tenantId, forgetChanges, LIMITS);
    changes += gone;
    if (gone < CHANGES_AT_ONCE) break;
  }
  let pointers = 0;
  for (const forget of [forgetSuperseded, forgetArchived, forgetTold]) {
    pointers += await db.inTenantSql(tenantId, forget, LIMITS);
  }
  return { changes, pointers };
}

/** Oldest first and only so far as they are old, so that what is kept has no hole. */
async function forgetChanges(tx: SqlTx): Promise<number> {
  return tx.$executeRaw`
    with young as (
      select n from change where tenant_id = ${tx.tenantId}::uuid
        and at >= now() - interval '100 days' order by n limit 1
    ), floor as (
      select coalesce((select n from young),
        (select max(n) from change where tenant_id = ${tx.tenantId}::uuid)) as n
    )
    delete from change where tenant_id = ${tx.tenantId}::uuid and n in (
      select c.n from change c, floor where c.tenant_id = ${tx.tenantId}::uuid and c.n < floor.n
      order by c.n limit ${CHANGES_AT_ONCE})`;
}

/** A row that changed again is found by its newest pointer of that store. */
async function forgetSuperseded(tx: SqlTx): Promise<number> {
  return tx.$executeRaw`
    with newest as (
      select kind, row_id, coalesce(store_id::text, '') as store, max(n) as n from change_row
      where tenant_id = ${tx.tenantId}::uuid group by 1, 2, 3
    )
    delete from change_row r using newest
    where r.tenant_id = ${tx.tenantId}::uuid
      and r.n < (select min(n) from change where tenant_id = ${tx.tenantId}::uuid)
      and r.kind = newest.kind and r.row_id = newest.row_id
      and coalesce(r.store_id::text, '') = newest.store and r.n < newest.n`;
}

/** Who pulls from zero has nothing of what is gone, and so nothing to drop. */
async function forgetArchived(tx: SqlTx): Promise<number> {
  return tx.$executeRaw`
    with gone as (
      select 'sku' as kind, k.id::text as row_id from sku k
      join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
      where k.tenant_id = ${tx.tenantId}::uuid
        and (k.archived_at is not null or p.archived_at is not null)
      union all select 'barcode', id::text from barcode
      where tenant_id = ${tx.tenantId}::uuid and archived_at is not null
      union all select 'category', id::text from category
      where tenant_id = ${tx.tenantId}::uuid and archived_at is not null
      union all select 'tender-type', id::text from tender_type
      where tenant_id = ${tx.tenantId}::uuid and archived_at is not null
      union all select 'staff', id::text from staff
      where tenant_id = ${tx.tenantId}::uuid and archived_at is not null
      union all select 'customer', id::text from customer
      where tenant_id = ${tx.tenantId}::uuid and archived_at is not null
    )
    delete from change_row r using gone
    where r.tenant_id = ${tx.tenantId}::uuid
      and r.n < (select min(n) from change where tenant_id = ${tx.tenantId}::uuid)
      and r.kind = gone.kind and r.row_id = gone.row_id`;
}

/** What became of an operation is of use to one terminal, until it has read it. */
async function forgetTold(tx: SqlTx): Promise<number> {
  return tx.$executeRaw`
    with told as (
      select t.id, t.revoked_at is not null as revoked, max(i.pulled_n) as n
      from terminal t
      join terminal_incarnation i on i.tenant_id = t.tenant_id and i.terminal_id = t.id
      where t.tenant_id = ${tx.tenantId}::uuid group by t.id, t.revoked_at
    )
    delete from change_row r using op_log o, told
    where r.tenant_id = ${tx.tenantId}::uuid and r.kind = 'outcome'
      and r.n < (select min(n) from change where tenant_id = ${tx.tenantId}::uuid)
      and o.tenant_id = r.tenant_id and o.op_id = r.row_id::uuid and told.id = o.terminal_id
      and (told.revoked or told.n >= r.n)`;
}
