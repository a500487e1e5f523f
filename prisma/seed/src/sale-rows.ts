import type { Row } from './insert-set.ts';
import type { PlannedSale } from './sales-plan.ts';
import { stableId } from './stable.ts';

/** The rows of sales, by table, as posting writes them. */
export type SaleRows = {
  sale: Row[];
  sale_line: Row[];
  line_discount: Row[];
  tender: Row[];
  stock_movement: Row[];
};

/** `priceN`: the feed position that all of the history was priced from. */
export function saleRows(planned: readonly PlannedSale[], priceN: number): SaleRows {
  return {
    sale: planned.map((one) => saleRow(one, priceN)),
    sale_line: planned.flatMap(lineRows),
    line_discount: planned.flatMap(discountRows),
    tender: planned.flatMap(tenderRows),
    stock_movement: planned.flatMap(movementRows),
  };
}

function saleRow(planned: PlannedSale, priceN: number): Row {
  const { sale } = planned;
  return {
    id: planned.id,
    op_id: planned.opId,
    store_id: planned.store.id,
    terminal_id: planned.terminal.id,
    incarnation_id: planned.terminal.incarnationId,
    shift_id: planned.shiftId,
    staff_id: planned.staffId,
    customer_id: planned.customerId ?? null,
    receipt_number: planned.receiptNumber,
    currency: 'UZS',
    ...sale.totals,
    cash_rounding: sale.cashRounding,
    change_given: sale.changeGiven,
    tax_included: sale.taxIncluded,
    sale_discount: sale.saleDiscount,
    line_count: sale.lines.length,
    business_date: planned.businessDate,
    hour: planned.hour,
    sold_at: new Date(planned.soldAt),
    received_at: new Date(planned.receivedAt),
    price_n: priceN,
    price_epoch: 1,
    rules: sale.rules,
    source: 'seed',
  };
}

function lineRows(planned: PlannedSale): Row[] {
  return planned.sale.lines.map((line, at) => ({
    sale_id: planned.id,
    line: at,
    store_id: planned.store.id,
    sku_id: line.skuId,
    name: line.name,
    code: line.code,
    unit: line.unit,
    quantity: line.quantity,
    list_price: line.listPrice,
    price: line.price,
    price_source: line.priceSource,
    discount: line.discount,
    tax_rate_bp: line.taxRateBp,
    net: line.net,
    tax: line.tax,
    gross: line.gross,
    cost_at_sale: planned.skus[at]?.cost ?? null,
    sold_at: new Date(planned.soldAt),
    business_date: planned.businessDate,
  }));
}

function discountRows(planned: PlannedSale): Row[] {
  return planned.sale.lines.flatMap((line, at) =>
    line.discounts.map(({ scope, kind, value, amount }, position) => ({
      sale_id: planned.id,
      line: at,
      position,
      scope,
      kind,
      value,
      amount,
    })),
  );
}

function tenderRows(planned: PlannedSale): Row[] {
  return planned.sale.tenders.map(({ tenderTypeId, kind, amount, currency }, position) => ({
    sale_id: planned.id,
    position,
    tender_type_id: tenderTypeId,
    kind,
    amount,
    currency,
    store_id: planned.store.id,
    business_date: planned.businessDate,
  }));
}

function movementRows(planned: PlannedSale): Row[] {
  return planned.sale.lines.map((line, at) => ({
    id: stableId('sold', `${planned.id} ${at}`, planned.soldAt),
    store_id: planned.store.id,
    sku_id: line.skuId,
    kind: 'sale',
    quantity: -line.quantity,
    unit_cost: planned.skus[at]?.cost ?? null,
    op_id: planned.opId,
    sale_id: planned.id,
    staff_id: planned.staffId,
    at: new Date(planned.soldAt),
    business_date: planned.businessDate,
  }));
}
