import type { CustomerCreateBody, SaleBody } from '@oson/contract';
import { foldText, type Tiyin } from '@oson/domain';
import type { Customer } from '../catalog/shelf.ts';
import type { Pos } from '../core/pos.ts';
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
  return customerOf(JSON.parse(record.operation.body) as CustomerCreateBody);
}

function customerOf({ customerId, name, phone }: CustomerCreateBody): Customer {
  return { id: customerId, name, phone, balance: 0, debtLimit: null };
}

/** Pulled customers and own new ones that the feed has not brought yet, by name. */
export async function allCustomers(pos: Pos): Promise<Customer[]> {
  const known = new Map(pos.catalog.shelf.get().customers);
  for (const record of await pos.journal.operations.toArray()) {
    if (record.type !== 'customer.create') continue;
    const customer = customerOf(JSON.parse(record.operation.body) as CustomerCreateBody);
    if (!known.has(customer.id)) known.set(customer.id, customer);
  }
  return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
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
    const body = JSON.parse(record.operation.body) as SaleBody;
    if (body.customerId !== customerId) continue;
    for (const tender of body.tenders) if (tender.kind === 'debt') debt += tender.amount;
  }
  return debt;
}
