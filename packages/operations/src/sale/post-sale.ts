import type { SaleBody } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { checkSaleArithmetic, type SaleLine, takesBelowZero } from '@oson/domain';
import { checkNamed, checkReceiptNumber, checkTenders } from '../sync/check-named.ts';
import { momentOf, noteChange, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';
import { checkListPrices } from './check-list-prices.ts';
import { postOnCredit } from './post-on-credit.ts';
import { takeBack } from './post-void.ts';

/**
 * Posts a sale as it was sealed. Nothing here refuses it: what the server would have decided
 * differently becomes a flag or a correction (PUSH8, PUSH9).
 */
export function postSale(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const moment = momentOf(posting, op);
  checkNamed(posting, op, sale, sale.saleId);
  checkReceiptNumber(posting, op, sale.receiptNumber, sale.saleId);
  checkTenders(posting, { opId: op.opId, saleId: sale.saleId }, sale.tenders);
  checkArithmetic(posting, op, sale);
  checkListPrices(posting, op, sale);
  writeSale(posting, op, sale);
  for (const [index, line] of sale.lines.entries()) writeLine(posting, op, sale, line, index);
  moveStock(posting, op, sale);
  postOnCredit(posting, op, sale);
  const { gross, tax, discount } = sale.totals;
  posting.hourly.add(moment, { saleCount: 1, gross, tax, discount });
  rememberSale(posting, op, sale);
  voidedBefore(posting, op, sale.saleId);
}

/** A void that was applied without its sale, because that lay in quarantine, takes it back now. */
function voidedBefore(posting: Posting, op: StoredOperation, saleId: string): void {
  const early = posting.known.earlyVoids.get(saleId);
  const sale = posting.known.sales.get(saleId);
  if (!early || !sale) return;
  takeBack(posting, op, { ...early, saleId }, sale);
  sale.isVoided = true;
}

function checkArithmetic(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const differences = checkSaleArithmetic(sale);
  if (differences.length === 0) return;
  posting.corrections.set(op.opId, differences);
  const subject = { opId: op.opId, saleId: sale.saleId };
  posting.flags.raise('arithmetic', subject, { differences });
}

function writeSale(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const { place } = posting;
  const moment = momentOf(posting, op);
  posting.write.add('sale', {
    id: sale.saleId,
    op_id: op.opId,
    store_id: place.store.id,
    terminal_id: place.terminalId,
    incarnation_id: place.incarnation,
    shift_id: sale.shiftId,
    staff_id: sale.staffId,
    customer_id: sale.customerId,
    receipt_number: sale.receiptNumber,
    currency: sale.currency,
    gross: sale.totals.gross,
    discount: sale.totals.discount,
    net: sale.totals.net,
    tax: sale.totals.tax,
    cash_rounding: sale.cashRounding,
    change_given: sale.changeGiven,
    tax_included: sale.taxIncluded,
    sale_discount: sale.saleDiscount,
    note: sale.note ?? null,
    line_count: sale.lines.length,
    business_date: moment.businessDate,
    hour: moment.hour,
    sold_at: moment.at,
    received_at: moment.receivedAt,
    price_n: sale.priceN,
    price_epoch: sale.priceEpoch,
    rules: sale.rules,
    source: place.source,
  });
  for (const [position, tender] of sale.tenders.entries()) {
    posting.write.add('tender', {
      sale_id: sale.saleId,
      position,
      tender_type_id: tender.tenderTypeId,
      kind: tender.kind,
      currency: tender.currency,
      amount: tender.amount,
      foreign_amount: tender.foreignAmount ?? null,
      rate: tender.rate ?? null,
      store_id: place.store.id,
      business_date: moment.businessDate,
    });
  }
}

function writeLine(
  posting: Posting,
  op: StoredOperation,
  sale: SaleBody,
  line: SaleLine,
  index: number,
): void {
  const moment = momentOf(posting, op);
  posting.write.add('sale_line', {
    sale_id: sale.saleId,
    line: index,
    store_id: posting.place.store.id,
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
    cost_at_sale: costOf(posting, line.skuId),
    approver_id: line.approverId ?? null,
    note: line.note ?? null,
    sold_at: moment.at,
    business_date: moment.businessDate,
  });
  for (const [position, discount] of line.discounts.entries()) {
    posting.write.add('line_discount', {
      sale_id: sale.saleId,
      line: index,
      position,
      scope: discount.scope,
      kind: discount.kind,
      value: discount.value,
      amount: discount.amount,
      approver_id: discount.approverId ?? null,
    });
  }
}

function moveStock(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const moment = momentOf(posting, op);
  const subject = { opId: op.opId, saleId: sale.saleId };
  for (const line of sale.lines) {
    const sku = posting.known.skus.get(line.skuId);
    if (!sku) {
      const missing = { ...subject, skuId: line.skuId, missing: line.skuId };
      posting.flags.raise('unknown-sku', missing, { skuId: line.skuId, name: line.name });
    } else if (sku.archivedAtMs !== null && sku.archivedAtMs <= op.soldAtMs) {
      posting.flags.raise('archived-sku', { ...subject, skuId: line.skuId }, { name: line.name });
    }
    if (sku && !sku.tracked) continue;
    const { before, counted } = posting.stock.move(line.skuId, -line.quantity);
    if (sku && counted && takesBelowZero(before, -line.quantity)) {
      const after = before - line.quantity;
      posting.flags.oversell({ ...subject, skuId: line.skuId, after });
    }
    noteChange(posting, 'stock', line.skuId, posting.place.store.id);
    posting.write.add('stock_movement', {
      id: uuidv7Now(),
      store_id: posting.place.store.id,
      sku_id: line.skuId,
      kind: 'sale',
      quantity: -line.quantity,
      unit_cost: costOf(posting, line.skuId),
      reason: null,
      op_id: op.opId,
      sale_id: sale.saleId,
      document_id: null,
      staff_id: sale.staffId,
      at: moment.at,
      business_date: moment.businessDate,
    });
  }
}

/** Returns and voids later in the batch, and waiting ones, find the sale. */
function rememberSale(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const { businessDate, hour } = momentOf(posting, op);
  const paidBy = (kind: string) =>
    sale.tenders
      .filter((tender) => tender.kind === kind)
      .reduce((sum, tender) => sum + tender.amount, 0);
  posting.known.sales.set(sale.saleId, {
    opId: op.opId,
    receiptNumber: sale.receiptNumber,
    customerId: sale.customerId,
    businessDate,
    hour,
    totals: sale.totals,
    debt: paidBy('debt'),
    credit: paidBy('credit'),
    lines: sale.lines.map((line) => ({ ...line, cost: costOf(posting, line.skuId) })),
    returned: [],
    isVoided: false,
  });
  posting.arrived.add(sale.saleId);
}

function costOf(posting: Posting, skuId: string): number | null {
  return posting.known.skus.get(skuId)?.cost ?? null;
}
