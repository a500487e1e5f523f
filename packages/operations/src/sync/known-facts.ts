import type { SaleLine } from '@oson/domain';
import { Prisma, type TenantTx } from '@oson/db';

/** Ids and texts that a batch names. */
export type Named = {
  skus: Set<string>;
  staff: Set<string>;
  shifts: Set<string>;
  tenderTypes: Set<string>;
  customers: Set<string>;
  sales: Set<string>;
  receiptNumbers: Set<string>;
  phones: Set<string>;
};

export type KnownSku = { tracked: boolean; archivedAtMs: number | null; cost: number | null };
export type KnownPrice = { amount: number | null; fromMs: number; n: number };
export type KnownStaff = { archivedAtMs: number | null };
export type KnownShift = { isOpen: boolean; lastSeq: number | null };
export type KnownCustomer = { debtLimit: number | null; balance: number };
export type SoldLine = Pick<SaleLine, 'skuId' | 'name' | 'unit' | 'quantity' | 'gross' | 'tax'> & {
  cost: number | null;
};
export type ReturnedLine = {
  saleLine: number;
  quantity: number;
  gross: number;
  tax: number;
  receiptNumber: string;
};
/** A sale as far as a return or void needs it. */
export type KnownSale = {
  opId: string;
  receiptNumber: string;
  customerId: string | null;
  businessDate: string;
  hour: number;
  totals: { gross: number; discount: number; tax: number };
  /** Of it on credit: owed by the customer, paid from store credit. */
  debt: number;
  credit: number;
  lines: SoldLine[];
  returned: ReturnedLine[];
  isVoided: boolean;
};

export type EarlyVoid = { voidId: string; staffId: string | null };

/** What the server has of what a batch names. Later operations of the batch see earlier ones. */
export type Known = {
  skus: Map<string, KnownSku>;
  prices: Map<string, KnownPrice[]>;
  staff: Map<string, KnownStaff>;
  shifts: Map<string, KnownShift>;
  tenderTypes: Set<string>;
  customers: Map<string, KnownCustomer>;
  sales: Map<string, KnownSale>;
  /** Voids that were applied before their sale came, by sale. */
  earlyVoids: Map<string, EarlyVoid>;
  /** Receipt number -> operation that bears it. */
  receipts: Map<string, string>;
  /** Phone -> customer. */
  phones: Map<string, string>;
};

type Keyed<T> = ({ id: string } & T)[];
type FactsRow = {
  skus: Keyed<KnownSku>;
  prices: Keyed<KnownPrice>;
  staff: Keyed<KnownStaff>;
  shifts: Keyed<KnownShift>;
  tender_types: string[];
  customers: Keyed<KnownCustomer>;
  sales: Keyed<KnownSale>;
  early_voids: Keyed<EarlyVoid>;
  receipts: { number: string; opId: string }[];
  phones: Keyed<{ phone: string }>;
};

/** Reads everything that a batch names in one round trip. */
export async function readKnown(
  tx: TenantTx,
  named: Named,
  place: { priceListId: string },
): Promise<Known> {
  const tenant = tx.tenantId;
  const [row] = await tx.$queryRaw<FactsRow[]>`
    select ${factsOfGoods(tenant, named.skus, place.priceListId)},
      ${factsOfPeople(tenant, named)}, ${factsOfSales(tenant, named)}`;
  if (!row) throw new Error('the facts of a batch gave no row');
  return knownOf(row);
}

/** Adds SKUs that only the sales of the batch name. */
export async function readMoreSkus(
  tx: TenantTx,
  known: Known,
  skuIds: Set<string>,
  place: { priceListId: string },
): Promise<void> {
  const [row] = await tx.$queryRaw<Pick<FactsRow, 'skus' | 'prices'>[]>`
    select ${factsOfGoods(tx.tenantId, skuIds, place.priceListId)}`;
  for (const { id, ...sku } of row?.skus ?? []) known.skus.set(id, sku);
}

function factsOfGoods(tenant: string, skuIds: Set<string>, priceListId: string): Prisma.Sql {
  const skus = [...skuIds];
  return Prisma.sql`
    (select coalesce(jsonb_agg(jsonb_build_object('id', k.id,
        'tracked', k.tracked and k.kind <> 'service',
        'archivedAtMs', extract(epoch from coalesce(k.archived_at, p.archived_at)) * 1000,
        'cost', (select c.amount from sku_cost c where c.tenant_id = k.tenant_id
          and c.sku_id = k.id and c."from" <= now() order by c."from" desc limit 1))), '[]')
      from sku k join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
      where k.tenant_id = ${tenant}::uuid and k.id = any(${skus}::uuid[])) as skus,
    (select coalesce(jsonb_agg(jsonb_build_object('id', r.sku_id, 'amount', r.amount,
        'fromMs', extract(epoch from r."from") * 1000, 'n', r.n) order by r.n), '[]')
      from price r where r.tenant_id = ${tenant}::uuid and r.sku_id = any(${skus}::uuid[])
        and r.price_list_id = ${priceListId}::uuid) as prices`;
}

function factsOfPeople(tenant: string, named: Named): Prisma.Sql {
  const [staff, shifts] = [[...named.staff], [...named.shifts]];
  const [tenderTypes, customers] = [[...named.tenderTypes], [...named.customers]];
  const phones = [...named.phones];
  return Prisma.sql`
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id,
        'archivedAtMs', extract(epoch from s.archived_at) * 1000)), '[]')
      from staff s
      where s.tenant_id = ${tenant}::uuid and s.id = any(${staff}::uuid[])) as staff,
    (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'isOpen', h.status = 'open',
        'lastSeq', h.last_seq)), '[]')
      from shift h
      where h.tenant_id = ${tenant}::uuid and h.id = any(${shifts}::uuid[])) as shifts,
    (select coalesce(jsonb_agg(y.id), '[]') from tender_type y
      where y.tenant_id = ${tenant}::uuid
        and y.id = any(${tenderTypes}::uuid[])) as tender_types,
    (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'debtLimit', c.debt_limit,
        'balance', (select coalesce(sum(d.amount), 0) from debt_entry d
          where d.tenant_id = c.tenant_id and d.customer_id = c.id))), '[]')
      from customer c
      where c.tenant_id = ${tenant}::uuid and c.id = any(${customers}::uuid[])) as customers,
    (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'phone', c.phone)), '[]')
      from customer c where c.tenant_id = ${tenant}::uuid and c.archived_at is null
        and c.phone = any(${phones}::text[])) as phones`;
}

function factsOfSales(tenant: string, named: Named): Prisma.Sql {
  const [sales, numbers] = [[...named.sales], [...named.receiptNumbers]];
  const paidBy = (kind: string) => Prisma.sql`(select coalesce(sum(t.amount), 0) from tender t
    where t.tenant_id = s.tenant_id and t.sale_id = s.id and t.kind = ${kind})`;
  return Prisma.sql`
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'opId', s.op_id,
        'receiptNumber', s.receipt_number, 'customerId', s.customer_id,
        'businessDate', s.business_date, 'hour', s.hour,
        'totals', jsonb_build_object('gross', s.gross, 'discount', s.discount, 'tax', s.tax),
        'debt', ${paidBy('debt')}, 'credit', ${paidBy('credit')},
        'isVoided', exists (select from sale_void v
          where v.tenant_id = s.tenant_id and v.sale_id = s.id),
        'lines', (select coalesce(jsonb_agg(jsonb_build_object('skuId', l.sku_id,
            'name', l.name, 'unit', l.unit, 'quantity', l.quantity, 'gross', l.gross,
            'tax', l.tax, 'cost', l.cost_at_sale) order by l.line), '[]')
          from sale_line l where l.tenant_id = s.tenant_id and l.sale_id = s.id),
        'returned', (select coalesce(jsonb_agg(jsonb_build_object('saleLine', rl.sale_line,
            'quantity', rl.quantity, 'gross', rl.gross, 'tax', rl.tax,
            'receiptNumber', sr.receipt_number)), '[]')
          from sale_return sr join sale_return_line rl
            on rl.tenant_id = sr.tenant_id and rl.return_id = sr.id
          where sr.tenant_id = s.tenant_id and sr.sale_id = s.id
            and rl.sale_line is not null))), '[]')
      from sale s where s.tenant_id = ${tenant}::uuid and s.id = any(${sales}::uuid[])) as sales,
    (select coalesce(jsonb_agg(jsonb_build_object('id', v.sale_id, 'voidId', v.id,
        'staffId', v.staff_id)), '[]')
      from sale_void v where v.tenant_id = ${tenant}::uuid
        and v.sale_id = any(${sales}::uuid[])) as early_voids,
    (select coalesce(jsonb_agg(jsonb_build_object('number', s.receipt_number, 'opId', s.op_id)),
        '[]')
      from sale s where s.tenant_id = ${tenant}::uuid
        and s.receipt_number = any(${numbers}::text[])) as receipts`;
}

function knownOf(row: FactsRow): Known {
  const byId = <T>(rows: Keyed<T>) => new Map<string, T>(rows.map((one) => [one.id, one]));
  const prices = new Map<string, KnownPrice[]>();
  for (const { id, ...price } of row.prices) prices.set(id, [...(prices.get(id) ?? []), price]);
  return {
    skus: byId(row.skus),
    prices,
    staff: byId(row.staff),
    shifts: byId(row.shifts),
    tenderTypes: new Set(row.tender_types),
    customers: byId(row.customers),
    sales: byId(row.sales),
    earlyVoids: byId(row.early_voids),
    receipts: new Map(row.receipts.map(({ number, opId }) => [number, opId])),
    phones: new Map(row.phones.map(({ phone, id }) => [phone, id])),
  };
}
