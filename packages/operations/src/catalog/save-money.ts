import { type TenantTx, uuidv7Now } from '@oson/db';
import { insertRows } from './insert-rows.ts';
import { costsNow, liveLists, pricesNow } from './money-now.ts';
import type { SavedSku } from './save-skus.ts';

export type NewPrice = {
  id: string;
  price_list_id: string;
  sku_id: string;
  amount: number | null;
  currency: string;
  from: string;
};

/**
 * Writes the costs of an item's SKUs that differ, and says which prices do: those are written after
 * the change has its number. A price that is changed in the form is changed in every list.
 */
export async function saveMoney(tx: TenantTx, skus: readonly SavedSku[]): Promise<NewPrice[]> {
  const ids = skus.map((sku) => sku.id);
  const lists = await liveLists(tx);
  const first = lists[0];
  if (!first) return [];
  const from = new Date().toISOString();
  const costs = await costsNow(tx, ids);
  await insertRows(
    tx,
    'sku_cost',
    skus
      .filter((sku) => sku.cost !== null && costs.get(sku.id) !== sku.cost)
      .map((sku) => ({
        id: uuidv7Now(),
        sku_id: sku.id,
        amount: sku.cost,
        currency: first.currency,
        from,
      })),
  );
  const prices = await pricesNow(tx, ids, first.id);
  const differing = skus.filter((sku) => {
    const now = prices.get(sku.id);
    return now === undefined || now.amount !== sku.price;
  });
  return differing.flatMap((sku) =>
    lists.map((list) => ({
      id: uuidv7Now(),
      price_list_id: list.id,
      sku_id: sku.id,
      amount: sku.price,
      currency: list.currency,
      from,
    })),
  );
}
