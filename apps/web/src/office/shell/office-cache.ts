import type { Query, QueryClient } from '@tanstack/react-query';
import type { PersistedClient, Persister } from '@tanstack/react-query-persist-client';
import { clear, createStore, get, promisifyRequest, type UseStore } from 'idb-keyval';
import { asItCame, isYoung, KEEP_MS, mayKeep } from './kept-answers.ts';

/** Who the kept answers belong to; another person or chain never sees them. */
export type CacheOwner = { userId: string; tenantId: string };

export const OWNER_KEY = 'oson.office.owner';
/** Answers come in bursts; the device is written to at most once in this time. */
const SAVE_MS = 300;

let store: UseStore | undefined;
/** Opened at first use: there is no IndexedDB while a page is built. */
const place = () => (store ??= createStore('oson-office', 'answers'));

/** Whose answers this page holds; other pages of the browser may have gone on to somebody else. */
let mine: string | null = null;
let waiting: PersistedClient | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const keyOf = (owner: CacheOwner) => `${owner.userId}/${owner.tenantId}`;

/** Who was signed in here last; null before the first sign-in and after a sign-out. */
const lastOwner = (): string | null => localStorage.getItem(OWNER_KEY);

/** Keeps the answers of the last owner in IndexedDB; without an owner nothing is kept. */
export const officePersister: Persister = {
  persistClient: (client) => {
    waiting = client;
    timer ??= setTimeout(() => void saveAnswers(), SAVE_MS);
  },
  restoreClient: async () => {
    mine = lastOwner();
    const kept = mine ? await get<PersistedClient>(mine, place()) : undefined;
    return kept && withoutOld(kept);
  },
  removeClient: () => clear(place()),
};

/** Raised when the shape of a kept answer changes, so that a new version never reads old ones. */
const SHAPE = '1';

/** What is kept, how long, and where. */
export const KEEPING = {
  persister: officePersister,
  maxAge: KEEP_MS,
  buster: SHAPE,
  dehydrateOptions: {
    shouldDehydrateQuery: (query: Query) => mayKeep(query),
    // What a person typed is theirs until it is sent: never on the device.
    shouldDehydrateMutation: () => false,
  },
};

/** Writes what waits to be kept; nothing when somebody else is signed in by now. */
export async function saveAnswers(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const client = waiting;
  waiting = null;
  if (!client || !mine || mine !== lastOwner()) return;
  // Without room or with blocked storage the office works on; it only opens empty when offline.
  await write(mine, withoutFailures(client)).catch(() => undefined);
}

/** The commit is asked for with the write: a page that is just being left cannot ask for it later. */
function write(key: string, client: PersistedClient): Promise<void> {
  return place()('readwrite', (answers) => {
    answers.put(client, key);
    answers.transaction.commit();
    return promisifyRequest(answers.transaction);
  });
}

function withoutFailures(client: PersistedClient): PersistedClient {
  const queries = client.clientState.queries.map((query) => ({
    ...query,
    state: asItCame(query.state),
  }));
  return { ...client, clientState: { ...client.clientState, queries } };
}

/** Saving again makes a record young, but not the answers in it: each has its own age. */
function withoutOld(client: PersistedClient): PersistedClient {
  const nowMs = Date.now();
  const queries = client.clientState.queries.filter((query) =>
    isYoung(query.state.dataUpdatedAt, nowMs),
  );
  return { ...client, clientState: { ...client.clientState, queries } };
}

/** Notes who is signed in; what this page holds of somebody else is forgotten first. */
export async function keepFor(owner: CacheOwner, client: QueryClient): Promise<void> {
  const key = keyOf(owner);
  if (mine !== null && mine !== key) await forgetAnswers(client);
  mine = key;
  localStorage.setItem(OWNER_KEY, key);
}

/** Forgets everything here: at sign-out and when the server no longer knows the session. */
export async function forgetAnswers(client: QueryClient): Promise<void> {
  client.clear();
  await dropKeptAnswers();
}

/** Empties the device: whoever signs in, up or out leaves nothing to the next person. */
export async function dropKeptAnswers(): Promise<void> {
  mine = null;
  waiting = null;
  localStorage.removeItem(OWNER_KEY);
  // Nothing can have been kept where storage is blocked.
  await clear(place()).catch(() => undefined);
}

/** A page that is left at once has its answers written first: nothing runs in it afterwards. */
export function saveWhenHidden(): () => void {
  const save = () => {
    if (document.visibilityState === 'hidden') void saveAnswers();
  };
  document.addEventListener('visibilitychange', save);
  return () => document.removeEventListener('visibilitychange', save);
}

/** Tells when another page of this browser signs out or lets somebody else in. */
export function onOtherOwner(tell: () => void): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === OWNER_KEY && mine !== null && event.newValue !== mine) tell();
  };
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}
