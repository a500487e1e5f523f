import { type Database, type TenantTx, withChange } from '@oson/db';
import { ONE } from '@oson/domain';
import { DEBTOR, DEMO_TENANT_ID, type DemoStore, type DemoTender, TENDERS } from './demo-chain.ts';
import type { GoodsSku } from './demo-goods.ts';
import { insertSet } from './insert-set.ts';
import { lineOf, type PlannedSale, soldWith } from './sales-plan.ts';
import { stableId } from './stable.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const tenderOf = (kind: string) => TENDERS.find((tender) => tender.kind === kind) as DemoTender;

/**
 * Makes some of the planned sales nasiya: the evening's first on a few days, by one customer.
 * Changes the plan before it is written, so that every figure of those days agrees.
 */
export function lendSome(planned: PlannedSale[]): PlannedSale[] {
  const days = [12, 27, 41, 58, 70, 83];
  const lent: PlannedSale[] = [];
  for (const day of days) {
    const at = planned.findIndex((one) => one.day === day && one.hour >= 18);
    const one = planned[at];
    if (!one) continue;
    const lines = one.skus.map((sku, line) => lineOf(sku, one.sale.lines[line]?.quantity ?? ONE));
    const sale = soldWith(lines, null, tenderOf('debt'), (due) => due);
    const owed = { ...one, sale, customerId: DEBTOR.id };
    planned[at] = owed;
    lent.push(owed);
  }
  return lent;
}

/** What the customer owes for the lent sales, and half of it paid back once. */
export async function writeDebts(db: Database, lent: readonly PlannedSale[]): Promise<void> {
  await db.inTenant(DEMO_TENANT_ID, async (tx) => {
    const entries = lent.map(({ id, opId, store, soldAt, sale }) => ({
      id: stableId('debt', id, soldAt),
      customer_id: DEBTOR.id,
      store_id: store.id,
      kind: 'sale',
      sale_id: id,
      op_id: opId,
      amount: sale.totals.gross,
      currency: 'UZS',
      due_date: new Date(soldAt + 30 * DAY_MS).toISOString().slice(0, 10),
      at: new Date(soldAt),
    }));
    await insertSet(tx, 'debt_entry', entries);
    const [first, second, third] = lent;
    if (first && second && third) await writePayment(tx, first, second, third);
  });
}

/** The first two debts are paid back in cash an hour before the third is made. */
async function writePayment(
  tx: TenantTx,
  first: PlannedSale,
  second: PlannedSale,
  third: PlannedSale,
): Promise<void> {
  const amount = first.sale.totals.gross + second.sale.totals.gross;
  const at = third.soldAt - 60 * MINUTE_MS;
  const id = stableId('debt-payment', third.id, at);
  const opId = stableId('operation', `payment ${third.id}`, at);
  const place = { store_id: third.store.id, business_date: third.businessDate };
  const paid = { amount, currency: 'UZS' };
  await insertSet(tx, 'debt_payment', [
    {
      ...place,
      ...paid,
      id,
      op_id: opId,
      customer_id: DEBTOR.id,
      terminal_id: third.terminal.id,
      staff_id: third.staffId,
      receipt_number: `${third.store.code}-${third.terminal.code}-000000`,
      change_given: 0,
      at: new Date(at),
    },
  ]);
  const { id: tenderTypeId, kind } = tenderOf('cash');
  await insertSet(tx, 'debt_payment_tender', [
    { ...place, ...paid, payment_id: id, position: 0, tender_type_id: tenderTypeId, kind },
  ]);
  await insertSet(tx, 'debt_entry', [
    {
      id: stableId('debt', id, at),
      customer_id: DEBTOR.id,
      store_id: third.store.id,
      kind: 'payment',
      document_id: id,
      op_id: opId,
      amount: -amount,
      currency: 'UZS',
      at: new Date(at),
    },
  ]);
}

/** The last sale of a store takes one piece more than the shelf has, of goods that nearly ran out. */
export function planOversell(
  planned: readonly PlannedSale[],
  goods: readonly GoodsSku[],
): PlannedSale {
  const last = planned.at(-1);
  if (!last) throw new Error('a store of the demo sells');
  const { store } = last;
  const sku = goods.find((one) => !one.weighed && isNearlyOut(one, store));
  if (!sku) throw new Error('a store of the demo has goods that nearly ran out');
  const quantity = (sku.stock.get(store.key) ?? 0) + ONE;
  const soldAt = last.soldAt + 1;
  const id = stableId('oversell', store.key, soldAt);
  return {
    ...last,
    id,
    opId: stableId('operation', id, soldAt),
    soldAt,
    receivedAt: Math.max(soldAt, last.receivedAt),
    receiptNumber: nextNumber(planned, last),
    sale: soldWith([lineOf(sku, quantity)], null, tenderOf('card'), (due) => due),
    skus: [sku],
    oversold: true,
  };
}

function isNearlyOut(sku: GoodsSku, store: DemoStore): boolean {
  const stock = sku.stock.get(store.key) ?? 0;
  return stock > ONE && stock < 4 * ONE && sku.popularity > 1;
}

/** The terminal's number after its newest. */
function nextNumber(planned: readonly PlannedSale[], last: PlannedSale): string {
  const count = planned.filter(({ terminal }) => terminal.id === last.terminal.id).length + 1;
  return last.receiptNumber.replace(/\d{6}$/, String(count).padStart(6, '0'));
}

/** What posting makes of an oversell: the sale stands, stock goes below zero, one flag is open. */
export async function writeOversell(db: Database, over: PlannedSale): Promise<void> {
  const { store, soldAt } = over;
  const [line] = over.sale.lines as [PlannedSale['sale']['lines'][number]];
  const flagId = stableId('flag', over.id, soldAt);
  await db.inTenant(DEMO_TENANT_ID, async (tx) => {
    const known = await tx.saleFlag.findFirst({ where: { id: flagId }, select: { id: true } });
    if (known) return;
    await tx.$executeRaw`
      update stock_level set quantity = quantity - ${line.quantity}
      where tenant_id = ${tx.tenantId}::uuid and store_id = ${store.id}::uuid
        and sku_id = ${line.skuId}::uuid`;
    await insertSet(tx, 'sale_flag', [
      {
        id: flagId,
        kind: 'oversell',
        store_id: store.id,
        sale_id: over.id,
        op_id: over.opId,
        sku_id: line.skuId,
        terminal_id: over.terminal.id,
        details: { after: -ONE },
        status: 'open',
        created_at: new Date(over.receivedAt),
      },
    ]);
    await insertSet(tx, 'sale_flag_sale', [{ flag_id: flagId, sale_id: over.id }]);
    await withChange(tx, [{ kind: 'stock', id: line.skuId, storeId: store.id }]);
  });
}
