import type { SaleBody } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { checkDebt, type Tiyin } from '@oson/domain';
import { momentOf, noteChange, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';

/** The part of a sale that is owed (nasiya) or paid from store credit. */
export function postOnCredit(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const onCredit = sale.tenders.filter(({ kind }) => kind === 'debt' || kind === 'credit');
  const { customerId } = sale;
  if (onCredit.length === 0 && customerId === null) return;
  checkCustomer(posting, op, customerId, sale.saleId);
  if (customerId === null) return;
  noteChange(posting, 'customer', customerId, posting.place.store.id);
  for (const { kind, amount } of onCredit) {
    if (kind === 'debt') addDebt(posting, op, { ...sale, customerId, amount });
    else addCredit(posting, op, { customerId, amount: -amount, kind: 'sale', id: sale.saleId });
  }
}

/** Flags a customer that the server does not know yet, or that was not named. */
export function checkCustomer(
  posting: Posting,
  op: StoredOperation,
  customerId: string | null,
  saleId: string | null,
): void {
  if (customerId !== null && posting.known.customers.has(customerId)) return;
  const subject = { opId: op.opId, saleId, ...(customerId ? { missing: customerId } : {}) };
  posting.flags.raise('customer-unknown', subject, { customerId });
}

type DebtOfSale = {
  saleId: string;
  customerId: string;
  currency: string;
  amount: Tiyin;
  debtDueDate?: string | undefined;
  debtApproverId: string | null;
};

function addDebt(posting: Posting, op: StoredOperation, debt: DebtOfSale): void {
  const customer = posting.known.customers.get(debt.customerId);
  if (customer) {
    const { balance, debtLimit: limit } = customer;
    const check = checkDebt({ balance, ownSince: 0, limit, amount: debt.amount });
    if (!check.ok) {
      const subject = { opId: op.opId, saleId: debt.saleId };
      const details = {
        customerId: debt.customerId,
        after: check.after,
        over: check.over,
        approverId: debt.debtApproverId,
      };
      posting.flags.raise('debt-limit', subject, details);
    }
    customer.balance = check.after;
  }
  addDebtEntry(posting, op, {
    customerId: debt.customerId,
    kind: 'sale',
    saleId: debt.saleId,
    documentId: null,
    amount: debt.amount,
    currency: debt.currency,
    dueDate: debt.debtDueDate ?? null,
  });
}

export type DebtEntry = {
  customerId: string;
  kind: 'sale' | 'payment' | 'return' | 'void';
  saleId: string | null;
  documentId: string | null;
  amount: Tiyin;
  currency: string;
  dueDate: string | null;
};

/** A debt of a sale that is owed no longer; the next limit in the batch is judged without it. */
export function takeOffDebt(posting: Posting, op: StoredOperation, entry: DebtEntry): void {
  addDebtEntry(posting, op, { ...entry, amount: -entry.amount, dueDate: null });
  const customer = posting.known.customers.get(entry.customerId);
  if (customer) customer.balance -= entry.amount;
}

/** One line of what a customer owes; negative when it is owed no longer. */
export function addDebtEntry(posting: Posting, op: StoredOperation, entry: DebtEntry): void {
  noteChange(posting, 'customer', entry.customerId, posting.place.store.id);
  posting.write.add('debt_entry', {
    id: uuidv7Now(),
    customer_id: entry.customerId,
    store_id: posting.place.store.id,
    kind: entry.kind,
    sale_id: entry.saleId,
    document_id: entry.documentId,
    op_id: op.opId,
    amount: entry.amount,
    currency: entry.currency,
    due_date: entry.dueDate,
    at: momentOf(posting, op).at,
  });
}

export type CreditMove = { customerId: string; amount: Tiyin; kind: string; id: string };

/** Store credit: a return adds to it, a sale takes from it. */
export function addCredit(posting: Posting, op: StoredOperation, move: CreditMove): void {
  posting.write.add('credit_entry', {
    id: uuidv7Now(),
    customer_id: move.customerId,
    store_id: posting.place.store.id,
    kind: move.kind,
    document_id: move.id,
    op_id: op.opId,
    amount: move.amount,
    currency: posting.place.store.currency,
    at: momentOf(posting, op).at,
  });
}
