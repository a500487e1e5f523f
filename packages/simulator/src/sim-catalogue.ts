import type { Cursor, PullData, PullKind, PullRow } from '@oson/contract';

type Kept<K extends PullKind> = { id: string; version: number; data: PullData[K] };

/** What a terminal has pulled, in memory, with the cursor that it stands at. */
export class SimCatalogue {
  cursor: Cursor | null = null;
  readonly #rows = new Map<string, { version: number; data: unknown }>();

  /** One page with its cursor; `fresh` drops all older rows in the same moment. */
  apply(rows: readonly PullRow[], cursor: Cursor, fresh: boolean): void {
    if (fresh) this.#rows.clear();
    for (const row of rows) {
      const key = `${row.kind}:${row.id}`;
      // A row applies only if its version is above the local one.
      if (row.version <= (this.#rows.get(key)?.version ?? -1)) continue;
      this.#rows.set(key, { version: row.version, data: row.deleted ? undefined : row.data });
    }
    this.cursor = cursor;
  }

  all<K extends PullKind>(kind: K): Kept<K>[] {
    return [...this.#rows]
      .filter(([key, row]) => key.startsWith(`${kind}:`) && row.data !== undefined)
      .map(([key, row]) => ({
        id: key.slice(kind.length + 1),
        version: row.version,
        data: row.data as PullData[K],
      }));
  }

  find<K extends PullKind>(kind: K, id: string): PullData[K] | null {
    return (this.#rows.get(`${kind}:${id}`)?.data as PullData[K] | undefined) ?? null;
  }

  /** The one row of a kind that a terminal has once: settings, store. */
  one<K extends 'settings' | 'store'>(kind: K): PullData[K] {
    const row = this.all(kind)[0];
    if (!row) throw new Error(`no ${kind} was pulled yet`);
    return row.data;
  }

  /** The price of a SKU that holds now: the one with the highest feed position. */
  priceOf(skuId: string): number {
    const prices = this.all('price').filter(({ data }) => data.skuId === skuId);
    const newest = prices.sort((a, b) => b.data.n - a.data.n)[0];
    return newest?.data.amount ?? 0;
  }

  /** The stock that was pulled, in thousandths; null when the row never came. */
  stockOf(skuId: string): number | null {
    return this.all('stock').find(({ data }) => data.skuId === skuId)?.data.quantity ?? null;
  }
}
