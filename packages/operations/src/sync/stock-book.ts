import { idSet, type SqlTx, toNumber } from '@oson/db';

type Level = { quantity: number; counted: boolean; isTouched: boolean };
export type TouchedLevel = { sku_id: string; quantity: number; counted: boolean };
type LevelRow = { sku_id: string; quantity: bigint; counted: boolean };

/**
 * On-hand of the SKUs of a batch in one store, in thousandths. The rows are locked in SKU order, so
 * that two batches never wait for each other; then everything is counted here and written once.
 */
export class StockBook {
  readonly #levels = new Map<string, Level>();

  /** Locks the levels that these SKUs have. */
  static async lock(tx: SqlTx, storeId: string, skuIds: Iterable<string>): Promise<StockBook> {
    const book = new StockBook();
    await book.#lock(tx, storeId, [...new Set(skuIds)].sort());
    return book;
  }

  /** Locks what is not locked yet; what has no level begins at zero, not counted. */
  async begin(tx: SqlTx, storeId: string, skuIds: Iterable<string>): Promise<void> {
    const missing = [...new Set(skuIds)].filter((skuId) => !this.#levels.has(skuId)).sort();
    if (missing.length === 0) return;
    await tx.$executeRaw`
      insert into stock_level (tenant_id, store_id, sku_id, quantity)
      select ${tx.tenantId}::uuid, ${storeId}::uuid, id, 0
      from unnest(${idSet(missing)}) as id order by id
      on conflict do nothing`;
    await this.#lock(tx, storeId, missing);
  }

  async #lock(tx: SqlTx, storeId: string, sorted: readonly string[]): Promise<void> {
    if (sorted.length === 0) return;
    const rows = await tx.$queryRaw<LevelRow[]>`
      select sku_id, quantity, counted from stock_level
      where tenant_id = ${tx.tenantId}::uuid and store_id = ${storeId}::uuid
        and sku_id = any(${idSet(sorted)})
      order by sku_id for update`;
    for (const row of rows) {
      const quantity = toNumber(row.quantity);
      this.#levels.set(row.sku_id, { quantity, counted: row.counted, isTouched: false });
    }
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

  /** What has moved, as it stands now. */
  touched(): TouchedLevel[] {
    const rows: TouchedLevel[] = [];
    for (const [skuId, { quantity, counted, isTouched }] of this.#levels) {
      if (isTouched) rows.push({ sku_id: skuId, quantity, counted });
    }
    return rows;
  }

  #level(skuId: string): Level {
    const level = this.#levels.get(skuId);
    if (!level) throw new Error(`stock of ${skuId} was not locked`);
    return level;
  }
}
