import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber, withChange } from '@oson/db';
import { normalisePhone, type Tiyin } from '@oson/domain';
import { writeAudit } from '../audit/write-audit.ts';

export type CustomerDetail = Awaited<ReturnType<typeof customerDetail>>;

const ENTRIES_MAX = 200;

/** One customer with what was owed and paid, newest first. Throws NOT_FOUND. */
export async function customerDetail(tx: TenantTx, customerId: string) {
  const customer = await tx.customer.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: customerId } },
  });
  if (!customer) throw new OsonError('NOT_FOUND');
  const entries = await tx.debtEntry.findMany({
    where: { customerId },
    orderBy: { at: 'desc' },
    take: ENTRIES_MAX,
  });
  const sales = await tx.sale.findMany({
    where: { id: { in: entries.flatMap((entry) => entry.saleId ?? []) } },
    select: { id: true, receiptNumber: true },
  });
  const receipts = new Map(sales.map((sale) => [sale.id, sale.receiptNumber]));
  const sum = await tx.debtEntry.aggregate({ where: { customerId }, _sum: { amount: true } });
  return {
    id: customer.id,
    name: customer.name,
    phone: customer.phone,
    debtLimit: customer.debtLimit === null ? null : toNumber(customer.debtLimit),
    version: customer.version,
    balance: toNumber(sum._sum.amount ?? 0n),
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      amount: toNumber(entry.amount),
      at: entry.at.getTime(),
      dueDate: entry.dueDate?.toISOString().slice(0, 10) ?? null,
      saleId: entry.saleId,
      receiptNumber: receipts.get(entry.saleId ?? '') ?? null,
    })),
  };
}

export type CustomerChange = {
  customerId: string;
  version: number;
  name: string;
  phone: string | null;
  debtLimit: Tiyin | null;
  userId: string;
};

/**
 * Changes a customer; terminals that know the customer get the new row. The log says who did it and
 * what became of the debt limit, and names nobody.
 */
export async function changeCustomer(tx: TenantTx, change: CustomerChange): Promise<void> {
  const phone = change.phone ? normalisePhone(change.phone) : null;
  if (change.phone && !phone) throw new OsonError('BAD_INPUT', { field: 'phone' });
  const { customerId: id, version, debtLimit, userId } = change;
  const before = await tx.customer.findFirst({ where: { id }, select: { debtLimit: true } });
  const done = await tx.customer.updateMany({
    where: { id, version },
    data: {
      name: change.name,
      phone,
      debtLimit: debtLimit === null ? null : BigInt(debtLimit),
      version: { increment: 1 },
    },
  });
  if (done.count === 0) throw new OsonError('CHANGED_MEANWHILE');
  const from = before?.debtLimit ?? null;
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: userId,
    action: 'customer.changed',
    subject: id,
    details: { limitFrom: from === null ? null : toNumber(from), limitTo: debtLimit },
  });
  await withChange(tx, [{ kind: 'customer', id }]);
}
