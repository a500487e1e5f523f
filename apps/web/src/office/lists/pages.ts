import { TooManyRows } from '@oson/ui/office';

/** A page as the server gives it. */
export type ListPage<Row> = { rows: Row[]; nextCursor: string | null };

type Pages<Row> = {
  data?: { pages: ListPage<Row>[] } | undefined;
  error: unknown;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** What a table needs of a query over pages. */
export function tableOf<Row>(query: Pages<Row>) {
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    state: query.data
      ? ('ready' as const)
      : query.error
        ? ('error' as const)
        : ('loading' as const),
    more: {
      has: query.hasNextPage,
      busy: query.isFetchingNextPage,
      onMore: () => void query.fetchNextPage(),
    },
  };
}

/** Options of every endless query. */
export const BY_CURSOR = {
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

const PAGE_ROWS = 500;
const PAGES_MAX = 200;

/** All rows of a list, page by page, for a file; throws TooManyRows rather than leave some out. */
export async function allRows<Row>(
  load: (page: { cursor?: string; limit: number }) => Promise<ListPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const page = await load({ limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    if (!page.nextCursor) return rows;
    cursor = page.nextCursor;
  }
  throw new TooManyRows();
}
