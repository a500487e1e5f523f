import { createStore, type Store } from '../state/store.ts';

export type PrintChoice = { automatic: boolean; paperMm: 58 | 80 | null };

const KEY = 'oson.print';
const DEFAULT: PrintChoice = { automatic: false, paperMm: null };

/** How this device prints: a matter of the printer beside it, so it is kept here and nowhere else. */
export function printChoice(): Store<PrintChoice> {
  const store = createStore<PrintChoice>(read());
  store.subscribe(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(store.get()));
    } catch {
      // Storage is blocked: the choice holds until the page is closed.
    }
  });
  return store;
}

function read(): PrintChoice {
  try {
    return { ...DEFAULT, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return DEFAULT;
  }
}
