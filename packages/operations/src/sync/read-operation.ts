import { BODY_VERSIONS, type BodyOf } from '@oson/contract';
import { type BodyFault, parseBody } from '@oson/contract/schema';
import type { Named } from './known-facts.ts';
import { isPlainSale } from './plain-sale.ts';
import type { StoredOperation } from './stored-operation.ts';

export type ReadEvent = { [T in keyof BodyOf]: { type: T; body: BodyOf[T] } }[keyof BodyOf];
export type ReadOperation = { op: StoredOperation } & (
  | { event: ReadEvent; fault: null }
  | { event: null; fault: Pick<BodyFault, 'cause' | 'message'> }
);

/** Reads a stored body. A fault is data: the operation lies safe in op_log already. */
export function readOperation(op: StoredOperation): ReadOperation {
  if (op.body === null) {
    return { op, event: null, fault: { cause: 'erased', message: op.type } as never };
  }
  const sale = readPlainSale(op.type, op.v, op.body);
  if (sale) return { op, event: { type: 'sale', body: sale }, fault: null };
  const read = parseBody(op.type, op.v, op.body);
  return read.ok ? { op, event: read, fault: null } : { op, event: null, fault: read.error };
}

/** The short way of an ordinary sale; null: by the schema. */
function readPlainSale(type: string, v: number, text: string): BodyOf['sale'] | null {
  if (type !== 'sale' || v !== BODY_VERSIONS.sale) return null;
  try {
    const body = JSON.parse(text) as BodyOf['sale'] | null;
    return typeof body === 'object' && body !== null && isPlainSale(body) ? body : null;
  } catch {
    return null; // the schema's way says what is wrong
  }
}

/** Whether an operation is of practice; told from its text, because it is stored before it is read. */
export function isPracticeBody(body: string | null): boolean {
  if (body === null || !body.includes('"practice":true')) return false;
  try {
    return (JSON.parse(body) as { practice?: unknown }).practice === true;
  } catch {
    // No JSON: it goes to quarantine when it is read, practice or not.
    return false;
  }
}

/** Everything that events name, so that it is read at once. */
export function namesOf(events: readonly ReadEvent[]): Named {
  const named: Named = {
    skus: new Set(),
    staff: new Set(),
    shifts: new Set(),
    tenderTypes: new Set(),
    customers: new Set(),
    sales: new Set(),
    ownSales: new Set(),
    receiptNumbers: new Set(),
    phones: new Set(),
  };
  for (const { type, body } of events) {
    const loose: LooseBody = body;
    add(named.staff, loose.staffId, loose.approverId, loose.debtApproverId);
    add(named.shifts, loose.shiftId);
    add(named.customers, loose.customerId);
    add(type === 'sale' ? named.ownSales : named.sales, loose.saleId);
    add(named.receiptNumbers, loose.receiptNumber);
    add(named.phones, loose.phone);
    add(named.skus, loose.skuId, ...(loose.lines ?? []).map((line) => line.skuId));
    add(named.tenderTypes, ...(loose.tenders ?? []).map((tender) => tender.tenderTypeId));
  }
  return named;
}

type LooseBody = {
  staffId?: string | null;
  approverId?: string | null;
  debtApproverId?: string | null;
  shiftId?: string | null;
  customerId?: string | null;
  saleId?: string | null;
  skuId?: string | null;
  receiptNumber?: string | null;
  phone?: string | null;
  lines?: readonly { skuId: string }[];
  tenders?: readonly { tenderTypeId: string }[];
};

function add(set: Set<string>, ...values: (string | null | undefined)[]): void {
  for (const value of values) if (value) set.add(value);
}
