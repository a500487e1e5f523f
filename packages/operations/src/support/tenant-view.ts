import { OsonError } from '@oson/contract';
import { type SupportTx, toNumber } from '@oson/db';
import { NO_REASON } from '../audit/index.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

/** What the read-only view shows: the lists that an owner asks about on the telephone. */
export const VIEWS = ['sales', 'stock', 'shifts', 'staff', 'flags', 'timeline'] as const;
export type TenantView = (typeof VIEWS)[number];
/** One line: when (ms), what, a detail, a figure in tiyin or thousandths. */
export type ViewRow = {
  id: string;
  at: number | null;
  title: string;
  detail: string;
  amount: number | null;
  quantity: { value: number; unit: string } | null;
};
export type ViewFilter = PageRequest & { tenantId: string; view: TenantView };
export type ViewPage = Page<ViewRow>;

const BARE = { at: null, amount: null, quantity: null };

/** One list of a tenant, read with the support role. No cost, no customer, no PIN, no token. */
export async function readTenantView(tx: SupportTx, filter: ViewFilter): Promise<ViewPage> {
  const limit = pageOf(filter);
  const rows = await READERS[filter.view](tx, { ...filter, limit });
  const page = rows.slice(0, limit);
  return {
    rows: page,
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

type Reading = ViewFilter & { limit: number };
type Reader = (tx: SupportTx, reading: Reading) => Promise<ViewRow[]>;

const newestFirst = ({ tenantId, cursor, limit }: Reading) => ({
  where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
  orderBy: { id: 'desc' as const },
  take: limit + 1,
});

const READERS: Record<TenantView, Reader> = {
  sales: async (tx, filter) =>
    (await tx.sale.findMany(newestFirst(filter))).map((sale) => ({
      ...BARE,
      id: sale.id,
      at: sale.soldAt.getTime(),
      title: sale.receiptNumber,
      detail: String(sale.lineCount),
      amount: toNumber(sale.gross),
    })),
  shifts: async (tx, filter) =>
    (await tx.shift.findMany(newestFirst(filter))).map((shift) => ({
      ...BARE,
      id: shift.id,
      at: shift.openedAt.getTime(),
      title: shift.status,
      detail: '',
      amount: shift.countedCash === null ? null : toNumber(shift.countedCash),
    })),
  flags: async (tx, filter) =>
    (await tx.saleFlag.findMany(newestFirst(filter))).map((flag) => ({
      ...BARE,
      id: flag.id,
      at: flag.createdAt.getTime(),
      title: flag.kind,
      detail: flag.status,
    })),
  staff: async (tx, filter) =>
    (await tx.staff.findMany(newestFirst(filter))).map((person) => ({
      ...BARE,
      id: person.id,
      title: person.name,
      detail: person.role,
    })),
  timeline: async (tx, filter) =>
    (await tx.auditEntry.findMany(newestFirst(filter))).map((entry) => ({
      ...BARE,
      id: entry.id,
      at: entry.at.getTime(),
      title: entry.action,
      detail: [entry.subject, entry.reason]
        .filter((part) => part && part !== NO_REASON)
        .join(' · '),
    })),
  stock: readStock,
};

async function readStock(tx: SupportTx, filter: Reading): Promise<ViewRow[]> {
  const { tenantId, cursor, limit } = filter;
  const [storeId, skuId] = cursor?.split('/') ?? [];
  if (cursor && !skuId) throw new OsonError('BAD_INPUT', { field: 'cursor' });
  const levels = await tx.stockLevel.findMany({
    where: {
      tenantId,
      ...(storeId && skuId
        ? { OR: [{ storeId: { gt: storeId } }, { storeId, skuId: { gt: skuId } }] }
        : {}),
    },
    orderBy: [{ storeId: 'asc' }, { skuId: 'asc' }],
    take: limit + 1,
  });
  const of = (ids: string[]) => ({ tenantId, id: { in: ids } });
  const skus = await tx.sku.findMany({ where: of(levels.map((level) => level.skuId)) });
  const stores = await tx.store.findMany({ where: of(levels.map((level) => level.storeId)) });
  return levels.map((level) => {
    const sku = skus.find(({ id }) => id === level.skuId);
    return {
      ...BARE,
      id: `${level.storeId}/${level.skuId}`,
      title: sku?.name ?? level.skuId,
      detail: stores.find(({ id }) => id === level.storeId)?.name ?? '',
      quantity: { value: toNumber(level.quantity), unit: sku?.unit ?? 'dona' },
    };
  });
}
