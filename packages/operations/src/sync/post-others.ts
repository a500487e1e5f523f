import type { ApprovalBody, SkuDraftBody, StaffActivityBody, StockCountBody } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { normaliseCode } from '@oson/domain';
import { searchKeyOf } from '../catalog/search-key.ts';
import { checkNamed } from './check-named.ts';
import { momentOf, noteChange, type Posting } from './posting.ts';
import type { StoredOperation } from './stored-operation.ts';

/** An unknown code sold in place becomes a draft that a manager completes. */
export function postSkuDraft(posting: Posting, op: StoredOperation, body: SkuDraftBody): void {
  checkNamed(posting, op, body, null);
  posting.arrived.add(body.skuId);
  if (posting.known.skus.has(body.skuId)) return;
  // A draft describes nothing but its one SKU, so both bear one id.
  posting.write.add('product', {
    id: body.skuId,
    name: body.name,
    search_key: searchKeyOf([body.name]),
  });
  posting.write.add('sku', {
    id: body.skuId,
    product_id: body.skuId,
    code: null,
    name: body.name,
    unit: body.unit,
    draft: true,
  });
  if (body.code !== null) {
    const barcode = { id: uuidv7Now(), sku_id: body.skuId, code: normaliseCode(body.code) };
    posting.write.add('barcode', { ...barcode, kind: 'ean' });
    noteChange(posting, 'barcode', barcode.id, null);
  }
  const price = { id: uuidv7Now(), skuId: body.skuId, amount: body.price, currency: body.currency };
  posting.newPrices.push(price);
  posting.known.prices.set(body.skuId, [{ amount: body.price, fromMs: op.soldAtMs, n: 0 }]);
  posting.known.skus.set(body.skuId, { tracked: true, archivedAtMs: null, cost: null });
  noteChange(posting, 'sku', body.skuId, null);
  noteChange(posting, 'price', price.id, null);
}

/** What somebody counted stands; the difference is a movement. */
export function postStockCount(posting: Posting, op: StoredOperation, body: StockCountBody): void {
  checkNamed(posting, op, body, null);
  const { at, businessDate } = momentOf(posting, op);
  const storeId = posting.place.store.id;
  for (const line of body.lines) {
    const sku = posting.known.skus.get(line.skuId);
    if (!sku) {
      const subject = { opId: op.opId, saleId: null, skuId: line.skuId, missing: line.skuId };
      posting.flags.raise('unknown-sku', subject, { skuId: line.skuId });
    }
    if (sku && !sku.tracked) continue;
    const delta = posting.stock.count(line.skuId, line.quantity);
    noteChange(posting, 'stock', line.skuId, storeId);
    posting.write.add('stock_movement', {
      id: uuidv7Now(),
      store_id: storeId,
      sku_id: line.skuId,
      kind: 'count',
      quantity: delta,
      unit_cost: sku?.cost ?? null,
      reason: body.reason,
      op_id: op.opId,
      sale_id: null,
      document_id: body.countId,
      staff_id: body.staffId,
      at,
      business_date: businessDate,
    });
  }
}

/** What a manager allowed at a terminal, and for whom. */
export function postApproval(posting: Posting, op: StoredOperation, body: ApprovalBody): void {
  checkNamed(posting, op, body, null);
  posting.write.add('approval', {
    id: body.approvalId,
    op_id: op.opId,
    store_id: posting.place.store.id,
    terminal_id: posting.place.terminalId,
    shift_id: body.shiftId,
    staff_id: body.staffId,
    approver_id: body.approverId,
    action: body.action,
    subject: body.subject,
    at: momentOf(posting, op).at,
  });
}

/** Who signed in and out, and what was refused them: nothing moves by it. */
export function postStaffActivity(
  posting: Posting,
  op: StoredOperation,
  body: StaffActivityBody,
): void {
  checkNamed(posting, op, { staffId: body.staffId }, null);
  addActivity(posting, op, body.kind, body.staffId, body.details);
}

/** An operation of practice: kept and counted, and nothing else (CASE17). */
export function postPractice(posting: Posting, op: StoredOperation): void {
  const body = (op.body === null ? {} : JSON.parse(op.body)) as Record<string, unknown>;
  const totals = body.totals as { gross?: unknown } | undefined;
  const sum = typeof totals?.gross === 'number' ? totals.gross : (body.refund ?? 0);
  const staffId = typeof body.staffId === 'string' ? body.staffId : null;
  addActivity(posting, op, `practice-${op.type}`, staffId, { sum });
}

function addActivity(
  posting: Posting,
  op: StoredOperation,
  kind: string,
  staffId: string | null,
  details: object,
): void {
  posting.write.add('device_activity', {
    id: op.opId,
    terminal_id: posting.place.terminalId,
    store_id: posting.place.store.id,
    op_id: op.opId,
    kind,
    staff_id: staffId,
    at: momentOf(posting, op).at,
    details,
  });
}
