import type { SeqRange } from '@oson/contract';
import { type SupportTx, toNumber } from '@oson/db';
import { normalisePhone } from '@oson/domain';
import { containing } from '../containing.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';
import { stillOwed } from '../sync/held-ranges.ts';

export type TenantStatus = 'active' | 'suspended' | 'closed';
export type TenantFilter = PageRequest & {
  search?: string | undefined;
  status?: TenantStatus | undefined;
};
export type TenantListRow = {
  tenantId: string;
  name: string;
  status: TenantStatus;
  trade: string;
  city: string;
  createdAt: number;
  stores: number;
  terminals: number;
  /** Unsent operations as the terminals last said, and their sum in tiyin. */
  pendingCount: number;
  pendingSum: number;
  lastHelloAt: number | null;
  /** What a search matched by, when it was not the name. */
  matched: 'name' | 'phone' | 'email' | 'tin' | 'receipt' | null;
};

const HITS_MAX = 50;

/** Chains, newest first, or those that a name, phone, e-mail, TIN or receipt number leads to. */
export async function searchTenants(
  tx: SupportTx,
  filter: TenantFilter,
): Promise<Page<TenantListRow>> {
  const limit = pageOf(filter);
  const search = filter.search?.trim();
  const hits = search ? await findHits(tx, search) : null;
  const found = await tx.tenantSettings.findMany({
    where: {
      ...(filter.status ? { status: filter.status } : {}),
      tenantId: {
        ...(hits ? { in: [...hits.keys()] } : {}),
        ...(filter.cursor ? { lt: filter.cursor } : {}),
      },
    },
    orderBy: { tenantId: 'desc' },
    take: limit + 1,
  });
  const page = found.slice(0, limit);
  const figures = await figuresOf(
    tx,
    page.map(({ tenantId }) => tenantId),
  );
  const rows = page.map((row) => ({
    tenantId: row.tenantId,
    name: row.name,
    status: row.status as TenantStatus,
    trade: row.trade,
    city: row.city ?? '',
    createdAt: row.createdAt.getTime(),
    matched: hits?.get(row.tenantId) ?? null,
    ...(figures.get(row.tenantId) ?? NO_FIGURES),
  }));
  return {
    rows,
    nextCursor: found.length > limit ? (rows.at(-1)?.tenantId ?? null) : null,
  };
}

type Match = Exclude<TenantListRow['matched'], null>;

async function findHits(tx: SupportTx, search: string): Promise<Map<string, Match>> {
  const hits = new Map<string, Match>();
  const add = (match: Match, ids: string[]) => {
    for (const id of ids) if (!hits.has(id)) hits.set(id, match);
  };
  const named = await tx.tenantSettings.findMany({
    where: { name: containing(search) },
    select: { tenantId: true },
    orderBy: { tenantId: 'desc' },
    take: HITS_MAX,
  });
  add(
    'name',
    named.map(({ tenantId }) => tenantId),
  );
  const phone = normalisePhone(search);
  if (phone) add('phone', await tenantsOfUsers(tx, { phoneNumber: phone }));
  if (search.includes('@')) {
    add('email', await tenantsOfUsers(tx, { email: search.toLowerCase() }));
  }
  if (/^\d{9}$/.test(search)) {
    const stores = await tx.store.findMany({
      where: { tin: search },
      select: { tenantId: true },
      take: HITS_MAX,
    });
    add(
      'tin',
      stores.map(({ tenantId }) => tenantId),
    );
  }
  if (/^[A-Z0-9]{2,}-/i.test(search)) {
    const sales = await tx.sale.findMany({
      where: { receiptNumber: search.toUpperCase() },
      select: { tenantId: true },
      take: HITS_MAX,
    });
    add(
      'receipt',
      sales.map(({ tenantId }) => tenantId),
    );
  }
  return hits;
}

async function tenantsOfUsers(
  tx: SupportTx,
  where: { phoneNumber: string } | { email: string },
): Promise<string[]> {
  const users = await tx.user.findMany({ where, select: { id: true }, take: HITS_MAX });
  const members = await tx.member.findMany({
    where: { userId: { in: users.map(({ id }) => id) } },
    select: { organizationId: true },
    take: HITS_MAX,
  });
  return members.map(({ organizationId }) => organizationId);
}

type Figures = Pick<
  TenantListRow,
  'stores' | 'terminals' | 'pendingCount' | 'pendingSum' | 'lastHelloAt'
>;
const NO_FIGURES: Figures = {
  stores: 0,
  terminals: 0,
  pendingCount: 0,
  pendingSum: 0,
  lastHelloAt: null,
};

async function figuresOf(tx: SupportTx, tenantIds: string[]): Promise<Map<string, Figures>> {
  const of = { tenantId: { in: tenantIds } };
  const stores = await tx.store.groupBy({
    by: ['tenantId'],
    where: { ...of, archivedAt: null },
    _count: true,
  });
  const terminals = await tx.terminal.groupBy({
    by: ['tenantId'],
    where: { ...of, revokedAt: null, kind: 'device' },
    _count: true,
  });
  const lives = await tx.terminalIncarnation.groupBy({
    by: ['tenantId'],
    where: { ...of, terminal: { revokedAt: null } },
    _max: { lastHelloAt: true },
  });
  const owing = await owingLives(tx, tenantIds);
  const figures = new Map<string, Figures>();
  for (const tenantId of tenantIds) {
    const life = lives.find((row) => row.tenantId === tenantId);
    figures.set(tenantId, {
      stores: stores.find((row) => row.tenantId === tenantId)?._count ?? 0,
      terminals: terminals.find((row) => row.tenantId === tenantId)?._count ?? 0,
      ...owedBy(owing.filter((row) => row.tenantId === tenantId)),
      lastHelloAt: life?._max.lastHelloAt?.getTime() ?? null,
    });
  }
  return figures;
}

type OwingLife = { tenantId: string; count: number; sum: number };

/** Lives of terminals that held something back at their last hello and have not sent it since. */
async function owingLives(tx: SupportTx, tenantIds: string[]): Promise<OwingLife[]> {
  const lives = await tx.terminalIncarnation.findMany({
    where: { tenantId: { in: tenantIds }, pendingCount: { gt: 0 }, terminal: { revokedAt: null } },
    select: { tenantId: true, pendingCount: true, pendingSum: true, held: true, maxSeq: true },
  });
  return lives.map((life) => ({
    tenantId: life.tenantId,
    count: stillOwed({ ...life, held: life.held as SeqRange[] }),
    sum: toNumber(life.pendingSum),
  }));
}

function owedBy(lives: OwingLife[]): Pick<Figures, 'pendingCount' | 'pendingSum'> {
  const owing = lives.filter(({ count }) => count > 0);
  return {
    pendingCount: owing.reduce((total, { count }) => total + count, 0),
    pendingSum: owing.reduce((total, { sum }) => total + sum, 0),
  };
}
