import type { SaleLine, Tiyin } from '@oson/domain';
import { idSet, Prisma, type SqlTx, toNumber } from '@oson/db';

/** Ids and texts that a batch names. */
export type Named = {
  skus: Set<string>;
  staff: Set<string>;
  shifts: Set<string>;
  tenderTypes: Set<string>;
  customers: Set<string>;
  /** Sales that a return or void speaks of. */
  sales: Set<string>;
  /** Sales that the batch itself brings. */
  ownSales: Set<string>;
  receiptNumbers: Set<string>;
  phones: Set<string>;
};

export type KnownSku = { tracked: boolean; archivedAtMs: number | null; cost: number | null };
export type KnownPrice = { amount: number | null; fromMs: number; n: number };
export type KnownStaff = { archivedAtMs: number | null };
export type KnownShift = { isOpen: boolean; lastSeq: number | null };
export type KnownCustomer = { debtLimit: Tiyin | null; balance: Tiyin };
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
/** Only what a batch names is asked for. */
type FactsRow = {
  staff?: Keyed<KnownStaff>;
  shifts?: Keyed<KnownShift>;
  tender_types?: string[];
  customers?: Keyed<KnownCustomer>;
  sales?: Keyed<KnownSale>;
  early_voids?: Keyed<EarlyVoid>;
  receipts?: { number: string; opId: string }[];
  phones?: Keyed<{ phone: string }>;
};
type GoodsRow = { id: string; tracked: boolean; archived_ms: number | null; cost: bigint | null };
type PriceRow = { sku_id: string; amount: bigint | null; from_ms: number; n: bigint };

/** Reads everything that a batch names; the statements travel together. */
export async function readKnown(
  tx: SqlTx,
  named: Named,
  place: { priceListId: string },
): Promise<Known> {
  const [goods, others] = await Promise.all([
    readGoods(tx, named.skus, place),
    readOthers(tx, named),
  ]);
  return { ...knownOf(others), ...goods };
}

/** Adds SKUs that only the sales of the batch name. */
export async function readMoreSkus(
  tx: SqlTx,
  known: Known,
  skuIds: Set<string>,
  place: { priceListId: string },
): Promise<void> {
  const { skus } = await readGoods(tx, skuIds, place);
  for (const [id, sku] of skus) known.skus.set(id, sku);
}

type Goods = Pick<Known, 'skus' | 'prices'>;

async function readGoods(
  tx: SqlTx,
  skuIds: ReadonlySet<string>,
  { priceListId }: { priceListId: string },
): Promise<Goods> {
  if (skuIds.size === 0) return { skus: new Map(), prices: new Map() };
  const ids = idSet(skuIds);
  const [goods, prices] = await Promise.all([
    tx.$queryRaw<GoodsRow[]>`
      select k.id, k.tracked and k.kind <> 'service' as tracked,
        extract(epoch from coalesce(k.archived_at, p.archived_at))::float8 * 1000 as archived_ms,
        (select c.amount from sku_cost c where c.tenant_id = k.tenant_id
          and c.sku_id = k.id and c."from" <= now() order by c."from" desc limit 1) as cost
      from sku k join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
      where k.tenant_id = ${tx.tenantId}::uuid and k.id = any(${ids})`,
    tx.$queryRaw<PriceRow[]>`
      select r.sku_id, r.amount, extract(epoch from r."from")::float8 * 1000 as from_ms, r.n
      from price r where r.tenant_id = ${tx.tenantId}::uuid and r.sku_id = any(${ids})
        and r.price_list_id = ${priceListId}::uuid`,
  ]);
  return { skus: skusOf(goods), prices: pricesOf(prices) };
}

const numberOrNull = (value: bigint | null) => (value === null ? null : toNumber(value));

function skusOf(rows: readonly GoodsRow[]): Known['skus'] {
  const skus: Known['skus'] = new Map();
  for (const { id, tracked, archived_ms: archivedMs, cost } of rows) {
    const archivedAtMs = archivedMs === null ? null : Math.round(archivedMs);
    skus.set(id, { tracked, archivedAtMs, cost: numberOrNull(cost) });
  }
  return skus;
}

function pricesOf(rows: readonly PriceRow[]): Known['prices'] {
  const prices: Known['prices'] = new Map();
  for (const { sku_id: skuId, amount, from_ms: fromMs, n } of rows) {
    const price = { amount: numberOrNull(amount), fromMs: Math.round(fromMs), n: toNumber(n) };
    const ofSku = prices.get(skuId);
    if (ofSku) ofSku.push(price);
    else prices.set(skuId, [price]);
  }
  return prices;
}

async function readOthers(tx: SqlTx, named: Named): Promise<FactsRow> {
  const facts = [...factsOfPeople(tx.tenantId, named), ...factsOfSales(tx.tenantId, named)];
  if (facts.length === 0) return {};
  const [row] = await tx.$queryRaw<FactsRow[]>`select ${Prisma.join(facts)}`;
  if (!row) throw new Error('the facts of a batch gave no row');
  return row;
}

/** A fact is asked for only when the batch names something of its kind. */
function wanted(facts: readonly [ReadonlySet<string>, () => Prisma.Sql][]): Prisma.Sql[] {
  return facts.flatMap(([names, fact]) => (names.size > 0 ? [fact()] : []));
}

function factsOfPeople(tenant: string, named: Named): Prisma.Sql[] {
  return wanted([
    [
      named.staff,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id,
        'archivedAtMs', extract(epoch from s.archived_at) * 1000)), '[]')
      from staff s
      where s.tenant_id = ${tenant}::uuid and s.id = any(${idSet(named.staff)})) as staff`,
    ],
    [
      named.shifts,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'isOpen', h.status = 'open',
        'lastSeq', h.last_seq)), '[]')
      from shift h
      where h.tenant_id = ${tenant}::uuid and h.id = any(${idSet(named.shifts)})) as shifts`,
    ],
    [
      named.tenderTypes,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(y.id), '[]') from tender_type y
      where y.tenant_id = ${tenant}::uuid
        and y.id = any(${idSet(named.tenderTypes)})) as tender_types`,
    ],
    [
      new Set([...named.customers, ...named.sales]),
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'debtLimit', c.debt_limit,
        'balance', (select coalesce(sum(d.amount), 0) from debt_entry d
          where d.tenant_id = c.tenant_id and d.customer_id = c.id))), '[]')
      from customer c
      where c.tenant_id = ${tenant}::uuid and ${isNamedCustomer(tenant, named)}) as customers`,
    ],
    [
      named.phones,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'phone', c.phone)), '[]')
      from customer c where c.tenant_id = ${tenant}::uuid and c.archived_at is null
        and c.phone = any(${[...named.phones]}::text[])) as phones`,
    ],
  ]);
}

/** A return or void names no customer: whose debt it lowers stands in its sale. */
export function isNamedCustomer(tenant: string, named: Named): Prisma.Sql {
  if (named.sales.size === 0) return Prisma.sql`id = any(${idSet(named.customers)})`;
  return Prisma.sql`(id = any(${idSet(named.customers)}) or id in (
    select s.customer_id from sale s
    where s.tenant_id = ${tenant}::uuid and s.id = any(${idSet(named.sales)})))`;
}

function factsOfSales(tenant: string, named: Named): Prisma.Sql[] {
  const mayBeVoided = new Set([...named.sales, ...named.ownSales]);
  return wanted([
    [named.sales, () => salesFact(tenant, named.sales)],
    [
      mayBeVoided,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.sale_id, 'voidId', v.id,
        'staffId', v.staff_id)), '[]')
      from sale_void v where v.tenant_id = ${tenant}::uuid
        and v.sale_id = any(${idSet(mayBeVoided)})) as early_voids`,
    ],
    [
      named.receiptNumbers,
      () => Prisma.sql`
      (select coalesce(jsonb_agg(jsonb_build_object('number', s.receipt_number, 'opId', s.op_id)),
        '[]')
      from sale s where s.tenant_id = ${tenant}::uuid
        and s.receipt_number = any(${[...named.receiptNumbers]}::text[])) as receipts`,
    ],
  ]);
}

function salesFact(tenant: string, saleIds: ReadonlySet<string>): Prisma.Sql {
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
      from sale s where s.tenant_id = ${tenant}::uuid and s.id = any(${idSet(saleIds)})) as sales`;
}

function knownOf(row: FactsRow): Omit<Known, keyof Goods> {
  const byId = <T>(rows: Keyed<T> = []) => new Map<string, T>(rows.map((one) => [one.id, one]));
  return {
    staff: byId(row.staff),
    shifts: byId(row.shifts),
    tenderTypes: new Set(row.tender_types),
    customers: byId(row.customers),
    sales: byId(row.sales),
    earlyVoids: byId(row.early_voids),
    receipts: new Map(row.receipts?.map(({ number, opId }) => [number, opId])),
    phones: new Map(row.phones?.map(({ phone, id }) => [phone, id])),
  };
}
