import { type ChangedRow, type TenantTx, withChange } from '@oson/db';

/**
 * Publishes changed rows to the terminals. A change names a row once, so stock of the same SKU in
 * several stores goes out as one change a store.
 * @returns the newest feed position, from which the written prices hold
 */
export async function publishChanges(tx: TenantTx, rows: readonly ChangedRow[]): Promise<number> {
  const stores = new Set(rows.map((row) => (row.kind === 'stock' ? (row.storeId ?? '') : '')));
  const [first = '', ...others] = [...stores].sort();
  const ofStore = (store: string) =>
    rows.filter((row) => (row.kind === 'stock' ? (row.storeId ?? '') : first) === store);
  for (const store of others) await withChange(tx, ofStore(store));
  return withChange(tx, ofStore(first));
}
