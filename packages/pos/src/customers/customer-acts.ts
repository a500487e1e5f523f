import type { CustomerCreateBody, SaleBody } from '@oson/contract';
import { foldText, type Tiyin } from '@oson/domain';
import type { Customer, Shelf } from '../catalog/shelf.ts';
import type { Pos } from '../core/pos.ts';
import { bodyText, isWhole, type JournalRecord } from '../journal/journal-record.ts';
import { seal } from '../journal/seal.ts';
import { pendingRecords } from '../journal/settle.ts';

/** Makes a customer on this device; usable at once, sent like everything else. */
export async function createCustomer(
  pos: Pos,
  name: string,
  phone: string | null,
): Promise<Customer> {
  const customerId = pos.clocks.newId();
  const staffId = pos.session.get()?.id ?? null;
  const record = await seal(pos.journal, pos.clocks, {
    type: 'customer.create',
    receipt: 'none',
    body: () => ({ customerId, staffId, name, phone }),
    deltas: [],
    amount: 0,
    shiftId: null,
  });
  pos.sync.sealed(record);
  const customer = customerOf(JSON.parse(bodyText(record)) as CustomerCreateBody);
  pos.catalog.noteCustomer(customer);
  return customer;
}

function customerOf({ customerId, name, phone }: CustomerCreateBody): Customer {
  return { id: customerId, name, phone, balance: 0, debtLimit: null };
}

/** Customers made on this device that the feed has not brought yet, out of their operations. */
export function customersOf(records: readonly JournalRecord[]): Customer[] {
  return records
    .filter((record) => record.type === 'customer.create' && isWhole(record))
    .map((record) => customerOf(JSON.parse(bodyText(record)) as CustomerCreateBody));
}

/** All customers that this terminal knows, by name. */
export function customersByName(shelf: Shelf): Customer[] {
  return [...shelf.customers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those whose folded name or phone holds the text. */
export function matchCustomers(customers: readonly Customer[], text: string): Customer[] {
  const wanted = foldText(text);
  const digits = text.replace(/\D/g, '');
  return customers.filter(({ name, phone }) => {
    const byPhone = digits.length >= 3 && (phone ?? '').includes(digits);
    return wanted === '' || byPhone || foldText(name).includes(wanted);
  });
}

/** Debt that unsent sales of this terminal add to the balance that was last pulled. */
export async function ownDebtSince(pos: Pos, customerId: string): Promise<Tiyin> {
  let debt = 0;
  for (const record of await pendingRecords(pos.journal)) {
    if (record.type !== 'sale' || record.practice) continue;
    const body = JSON.parse(bodyText(record)) as SaleBody;
    if (body.customerId !== customerId) continue;
    for (const tender of body.tenders) if (tender.kind === 'debt') debt += tender.amount;
  }
  return debt;
}
