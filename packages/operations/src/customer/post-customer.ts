import type { CustomerCreateBody, DebtPaymentBody } from '@oson/contract';
import { Prisma, rowSet } from '@oson/db';
import { addDebtEntry, checkCustomer } from '../sale/post-on-credit.ts';
import { checkNamed, checkReceiptNumber, checkTenders } from '../sync/check-named.ts';
import { momentOf, noteChange, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';

/** A customer made or changed at a terminal. The same phone twice is a flag; both stay valid. */
export function postCustomer(
  posting: Posting,
  op: StoredOperation,
  body: CustomerCreateBody,
): void {
  checkNamed(posting, op, body, null);
  const { customerId, name, phone } = body;
  const bearer = phone === null ? undefined : posting.known.phones.get(phone);
  if (bearer !== undefined && bearer !== customerId) {
    // Ids only: names and phones stay in the tables that can be erased.
    const details = { customerId, otherCustomerId: bearer };
    posting.flags.raise('phone-twice', { opId: op.opId, saleId: null }, details);
  }
  if (phone !== null) posting.known.phones.set(phone, bearer ?? customerId);
  const known = posting.known.customers.get(customerId);
  posting.known.customers.set(customerId, known ?? { debtLimit: null, balance: 0 });
  posting.customers.set(customerId, { customerId, name, phone });
  posting.arrived.add(customerId);
  noteChange(posting, 'customer', customerId, posting.place.store.id);
}

/** The one statement that makes and changes customers; null when there are none. */
export function customerWrite({ tenantId, customers }: Posting): Prisma.Sql | null {
  if (customers.size === 0) return null;
  const rows = rowSet({ customerId: 'uuid', name: 'text', phone: 'text' }, [...customers.values()]);
  return Prisma.sql`insert into customer as c (tenant_id, id, name, phone)
    select ${tenantId}::uuid, "customerId", name, phone
    from ${rows}
    order by "customerId"
    on conflict (tenant_id, id) do update
      set name = excluded.name, phone = excluded.phone, version = c.version + 1`;
}

/** A debt paid at a terminal, with the receipt that was printed for it. */
export function postDebtPayment(
  posting: Posting,
  op: StoredOperation,
  body: DebtPaymentBody,
): void {
  const { place } = posting;
  const { at, businessDate } = momentOf(posting, op);
  checkNamed(posting, op, body, null);
  checkReceiptNumber(posting, op, body.receiptNumber, null);
  checkTenders(posting, { opId: op.opId, saleId: null }, body.tenders);
  checkCustomer(posting, op, body.customerId, null);
  posting.write.add('debt_payment', {
    id: body.paymentId,
    op_id: op.opId,
    customer_id: body.customerId,
    store_id: place.store.id,
    terminal_id: place.terminalId,
    shift_id: body.shiftId,
    staff_id: body.staffId,
    receipt_number: body.receiptNumber,
    currency: body.currency,
    amount: body.amount,
    change_given: body.changeGiven,
    at,
    business_date: businessDate,
  });
  for (const [position, tender] of body.tenders.entries()) {
    posting.write.add('debt_payment_tender', {
      payment_id: body.paymentId,
      position,
      tender_type_id: tender.tenderTypeId,
      kind: tender.kind,
      currency: tender.currency,
      amount: tender.amount,
      foreign_amount: tender.foreignAmount ?? null,
      rate: tender.rate ?? null,
      store_id: place.store.id,
      business_date: businessDate,
    });
  }
  addDebtEntry(posting, op, {
    customerId: body.customerId,
    kind: 'payment',
    saleId: null,
    documentId: body.paymentId,
    amount: -body.amount,
    currency: body.currency,
    dueDate: null,
  });
  const customer = posting.known.customers.get(body.customerId);
  if (customer) customer.balance -= body.amount;
}
