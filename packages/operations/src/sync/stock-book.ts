import { Prisma, type TenantTx, toNumber } from '@oson/db';

type Level = { quantity: number; counted: boolean; isTouched: boolean };
type LevelRow = { sku_id: string; quantity: bigint; counted: boolean };

/**
 * On-hand of the SKUs of a batch in one store, in thousandths. The rows are locked in SKU order, so
 * that two batches never wait for each other; then everything is counted here and written once.
 */
export class StockBook {
  readonly #levels = new Map<string, Level>();

  /** Locks the levels of these SKUs; what has none yet begins at zero, not counted. */
  static async lock(tx: TenantTx, storeId: string, skuIds: Iterable<string>): Promise<StockBook> {
    const book = new StockBook();
    const ids = [...new Set(skuIds)].sort();
    if (ids.length === 0) return book;
    const select = () => tx.$queryRaw<LevelRow[]>`
      select sku_id, quantity, counted from stock_level
      where tenant_id = ${tx.tenantId}::uuid and store_id = ${storeId}::uuid
        and sku_id = any(${ids}::uuid[])
      order by sku_id for update`;
    let rows = await select();
    if (rows.length < ids.length) {
      await tx.$executeRaw`
        insert into stock_level (tenant_id, store_id, sku_id, quantity)
        select ${tx.tenantId}::uuid, ${storeId}::uuid, id, 0
        from unnest(${ids}::uuid[]) as id order by id
        on conflict do nothing`;
      rows = await select();
    }
    for (const row of rows) {
      const quantity = toNumber(row.quantity);
      book.#levels.set(row.sku_id, { quantity, counted: row.counted, isTouched: false });
    }
    return book;
  }

  /** Moves a SKU's stock; answers what it was before and whether it is counted in this store. */
  move(skuId: string, delta: number): { before: number; counted: boolean } {
    const level = this.#level(skuId);
    const before = level.quantity;
    level.quantity += delta;
    level.isTouched = true;
    return { before, counted: level.counted };
  }

  /** Sets what a person counted; answers the difference. */
  count(skuId: string, quantity: number): number {
    const level = this.#level(skuId);
    const delta = quantity - level.quantity;
    Object.assign(level, { quantity, counted: true, isTouched: true });
    return delta;
  }

  quantityOf(skuId: string): number {
    return this.#level(skuId).quantity;
  }

  touched(): string[] {
    return [...this.#levels].filter(([, level]) => level.isTouched).map(([skuId]) => skuId);
  }

  /** The one statement that writes all levels; null when nothing moved. */
  update(tenantId: string, storeId: string, at: string): Prisma.Sql | null {
    const rows = this.touched().map((skuId) => {
      const { quantity, counted } = this.#level(skuId);
      return { sku_id: skuId, quantity, counted };
    });
    if (rows.length === 0) return null;
    return Prisma.sql`update stock_level l
      set quantity = r.quantity, counted = r.counted, updated_at = ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(sku_id uuid, quantity bigint, counted boolean)
      where l.tenant_id = ${tenantId}::uuid and l.store_id = ${storeId}::uuid
        and l.sku_id = r.sku_id`;
  }

  #level(skuId: string): Level {
    const level = this.#levels.get(skuId);
    if (!level) throw new Error(`stock of ${skuId} was not locked`);
    return level;
  }
}
