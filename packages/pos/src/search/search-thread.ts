import { RankedSearch } from './ranked-search.ts';
import type { SearchRow } from './term-index.ts';

export type SearchOrder =
  | { is: 'build'; rows: SearchRow[] }
  | { is: 'find'; ask: number; query: string; limit: number };
export type SearchReply = { ask: number; ids: string[] };

let search = new RankedSearch([]);

// The same code as on the page, off its thread: building over 20 000 goods must not stop a scan.
self.addEventListener('message', (event: MessageEvent<SearchOrder>) => {
  const order = event.data;
  if (order.is === 'build') {
    search = new RankedSearch(order.rows);
    return;
  }
  const reply: SearchReply = { ask: order.ask, ids: search.find(order.query, order.limit) };
  self.postMessage(reply);
});
