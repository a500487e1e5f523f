import type { Shelf } from '../catalog/shelf.ts';
import type { RankedSearch } from './ranked-search.ts';
import type { SearchOrder, SearchReply } from './search-thread.ts';
import type { SearchRow } from './term-index.ts';

/** Up to here the page builds and asks the index itself within a frame. */
const ON_PAGE_MAX = 2000;

export type GoodsSearch = {
  /** Ids of SKUs that the text means, best first; always over the goods on the shelf right now. */
  find(query: string, limit: number): Promise<string[]>;
};

/** Searches the shelf: on the page while it is small, in a worker thread when it is large. */
export function createSearch(shelf: () => Shelf): GoodsSearch {
  let builtFrom = -1;
  let onPage: RankedSearch | null = null;
  let thread: SearchThread | null = null;
  const build = async () => {
    const { goodsVersion } = shelf();
    if (builtFrom === goodsVersion) return;
    const rows = searchRows(shelf());
    if (rows.length > ON_PAGE_MAX && typeof Worker !== 'undefined') {
      thread ??= startThread();
      thread.build(rows);
      onPage = null;
    } else {
      const { RankedSearch } = await import('./ranked-search.ts');
      onPage = new RankedSearch(rows);
    }
    builtFrom = goodsVersion;
  };
  return {
    async find(query, limit) {
      await build();
      if (onPage) return onPage.find(query, limit);
      return thread ? thread.find(query, limit) : [];
    },
  };
}

/** All names of a SKU, whatever the screen's language, and every code that leads to it. */
export function searchRows(shelf: Shelf): SearchRow[] {
  const codes = new Map<string, string[]>();
  for (const { skuId, code } of shelf.barcodes.values()) {
    codes.set(skuId, [...(codes.get(skuId) ?? []), code]);
  }
  return [...shelf.goods.values()].map((goods) => ({
    id: goods.id,
    text: [goods.name, ...Object.values(goods.names ?? {})].join(' '),
    codes: [...(goods.code ? [goods.code] : []), ...(codes.get(goods.id) ?? [])],
  }));
}

type SearchThread = {
  build(rows: SearchRow[]): void;
  find(query: string, limit: number): Promise<string[]>;
};

function startThread(): SearchThread {
  const worker = new Worker(new URL('./search-thread.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (ids: string[]) => void>();
  let asked = 0;
  worker.addEventListener('message', (event: MessageEvent<SearchReply>) => {
    waiting.get(event.data.ask)?.(event.data.ids);
    waiting.delete(event.data.ask);
  });
  const send = (order: SearchOrder) => worker.postMessage(order);
  return {
    build: (rows) => send({ is: 'build', rows }),
    find(query, limit) {
      asked += 1;
      const ask = asked;
      return new Promise((resolve) => {
        waiting.set(ask, resolve);
        send({ is: 'find', ask, query, limit });
      });
    },
  };
}
