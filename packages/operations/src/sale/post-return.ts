import type { ReturnBody, ReturnLine } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { returnable, type Thousandths, type Tiyin } from '@oson/domain';
import { checkNamed, checkReceiptNumber, checkTenders } from '../sync/check-named.ts';
import type { KnownSale } from '../sync/known-facts.ts';
import { momentOf, noteChange, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';
import { findSale } from './find-sale.ts';
import { addCredit, checkCustomer, takeOffDebt } from './post-on-credit.ts';

/** Posts goods that came back and money that went; false when it has to wait for its sale. */
export function postReturn(posting: Posting, op: StoredOperation, body: ReturnBody): boolean {
  const { sale, waits } = findSale(posting, op, body);
  if (waits) return false;
  const subject = { opId: op.opId, saleId: body.saleId };
  checkNamed(posting, op, body, body.saleId);
  checkReceiptNumber(posting, op, body.receiptNumber, body.saleId);
  checkTenders(posting, subject, body.tenders);
  if (body.saleId !== null && !sale) {
    const details = { saleReceiptNumber: body.saleReceiptNumber };
    posting.flags.raise('referent-missing', { ...subject, missing: body.saleId }, details);
  }
  if (sale) checkWhatIsLeft(posting, op, body, sale);
  writeReturn(posting, op, body);
  for (const [index, line] of body.lines.entries()) {
    const sold = line.saleLine === null ? undefined : sale?.lines[line.saleLine];
    const cost = sold?.cost ?? posting.known.skus.get(line.skuId)?.cost ?? null;
    writeLine(posting, op, body, { line, index, cost });
  }
  refund(posting, op, body, sale);
  const figures = { returnCount: 1, refunds: body.refund, refundTax: body.tax };
  posting.hourly.add(momentOf(posting, op), figures);
  return true;
}

/** What went back twice, or more than was sold, is a flag with both receipts. */
function checkWhatIsLeft(
  posting: Posting,
  op: StoredOperation,
  body: ReturnBody,
  sale: KnownSale,
): void {
  const subject = { opId: op.opId, saleId: body.saleId };
  const left = returnable(sale.lines, sale.returned);
  const receipts = [body.receiptNumber, sale.receiptNumber];
  if (sale.isVoided) posting.flags.raise('returned-twice', subject, { receipts });
  for (const line of body.lines) {
    if (line.saleLine === null) continue;
    const stillLeft = left[line.saleLine];
    if (!stillLeft || line.quantity > stillLeft.quantity || line.gross > stillLeft.gross) {
      const before = sale.returned.filter((part) => part.saleLine === line.saleLine);
      const kind = before.length > 0 ? 'returned-twice' : 'returned-too-much';
      const others = before.map((part) => part.receiptNumber);
      const details = { saleLine: line.saleLine, receipts: [...receipts, ...others] };
      posting.flags.raise(kind, { ...subject, skuId: line.skuId }, details);
    }
  }
  for (const line of body.lines) {
    if (line.saleLine === null) continue;
    const { saleLine, quantity, gross, tax } = line;
    const { receiptNumber } = body;
    sale.returned.push({ saleLine, quantity, gross, tax, receiptNumber });
  }
}

function writeReturn(posting: Posting, op: StoredOperation, body: ReturnBody): void {
  const { place } = posting;
  const moment = momentOf(posting, op);
  posting.write.add('sale_return', {
    id: body.returnId,
    op_id: op.opId,
    sale_id: body.saleId,
    sale_receipt_number: body.saleReceiptNumber,
    store_id: place.store.id,
    terminal_id: place.terminalId,
    shift_id: body.shiftId,
    staff_id: body.staffId,
    approver_id: body.approverId,
    receipt_number: body.receiptNumber,
    currency: body.currency,
    refund: body.refund,
    cash_rounding: body.cashRounding,
    tax: body.tax,
    reason: body.reason,
    at: moment.at,
    business_date: moment.businessDate,
  });
  for (const [position, tender] of body.tenders.entries()) {
    posting.write.add('sale_return_tender', {
      return_id: body.returnId,
      position,
      tender_type_id: tender.tenderTypeId,
      kind: tender.kind,
      currency: tender.currency,
      amount: tender.amount,
      store_id: place.store.id,
      business_date: moment.businessDate,
    });
  }
}

type LineToWrite = { line: ReturnLine; index: number; cost: number | null };

function writeLine(
  posting: Posting,
  op: StoredOperation,
  body: ReturnBody,
  { line, index, cost }: LineToWrite,
): void {
  posting.write.add('sale_return_line', {
    return_id: body.returnId,
    line: index,
    sku_id: line.skuId,
    name: line.name,
    unit: line.unit,
    sale_line: line.saleLine,
    quantity: line.quantity,
    gross: line.gross,
    tax: line.tax,
    cost_at_sale: cost,
  });
  const document = { kind: 'return', id: body.returnId, saleId: body.saleId };
  putBack(posting, op, { ...line, cost, staffId: body.staffId, document });
}

export type PutBack = {
  skuId: string;
  quantity: Thousandths;
  cost: Tiyin | null;
  staffId: string | null;
  document: { kind: string; id: string; saleId: string | null };
};

/** Puts goods back on the shelf, when the SKU is tracked at all. */
export function putBack(posting: Posting, op: StoredOperation, goods: PutBack): void {
  if (posting.known.skus.get(goods.skuId)?.tracked === false) return;
  const { at, businessDate } = momentOf(posting, op);
  const storeId = posting.place.store.id;
  posting.stock.move(goods.skuId, goods.quantity);
  noteChange(posting, 'stock', goods.skuId, storeId);
  posting.write.add('stock_movement', {
    id: uuidv7Now(),
    store_id: storeId,
    sku_id: goods.skuId,
    kind: goods.document.kind,
    quantity: goods.quantity,
    unit_cost: goods.cost,
    reason: null,
    op_id: op.opId,
    sale_id: goods.document.saleId,
    document_id: goods.document.id,
    staff_id: goods.staffId,
    at,
    business_date: businessDate,
  });
}

function refund(
  posting: Posting,
  op: StoredOperation,
  body: ReturnBody,
  sale: KnownSale | null,
): void {
  const onCredit = body.tenders.filter(({ kind }) => kind === 'debt' || kind === 'credit');
  if (onCredit.length === 0) return;
  const customerId = sale?.customerId ?? null;
  checkCustomer(posting, op, customerId, body.saleId);
  if (customerId === null) return;
  for (const { kind, amount } of onCredit) {
    if (kind === 'credit') {
      addCredit(posting, op, { customerId, amount, kind: 'return', id: body.returnId });
      continue;
    }
    takeOffDebt(posting, op, {
      customerId,
      kind: 'return',
      saleId: body.saleId,
      documentId: body.returnId,
      amount,
      currency: body.currency,
      dueDate: null,
    });
  }
}
