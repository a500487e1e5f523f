import type { Query, QueryClient } from '@tanstack/react-query';
import type { PersistedClient, Persister } from '@tanstack/react-query-persist-client';
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

/** Who the kept answers belong to; another person or chain never sees them. */
export type CacheOwner = { userId: string; tenantId: string };

const OWNER_KEY = 'oson.office.owner';
export const KEEP_MS = 7 * 24 * 3_600_000;

let store: UseStore | undefined;
/** Opened at first use: there is no IndexedDB while a page is built. */
const place = () => (store ??= createStore('oson-office', 'answers'));

/** Who was signed in here last; null before the first sign-in and after a sign-out. */
export function lastOwner(): CacheOwner | null {
  const text = localStorage.getItem(OWNER_KEY);
  return text ? (JSON.parse(text) as CacheOwner) : null;
}

const keyOf = (owner: CacheOwner) => `${owner.userId}/${owner.tenantId}`;

/** Keeps the answers of the last owner in IndexedDB; without an owner nothing is kept. */
export const officePersister: Persister = {
  persistClient: async (client: PersistedClient) => {
    const owner = lastOwner();
    if (owner) await set(keyOf(owner), client, place());
  },
  restoreClient: async () => {
    const owner = lastOwner();
    return owner ? get<PersistedClient>(keyOf(owner), place()) : undefined;
  },
  removeClient: async () => {
    const owner = lastOwner();
    if (owner) await del(keyOf(owner), place());
  },
};

/** Notes who is signed in; what somebody else left here is forgotten first. */
export async function keepFor(owner: CacheOwner, client: QueryClient): Promise<void> {
  const before = lastOwner();
  if (before && keyOf(before) === keyOf(owner)) return;
  if (before) {
    await officePersister.removeClient();
    client.clear();
  }
  localStorage.setItem(OWNER_KEY, JSON.stringify(owner));
}

/** Forgets everything: at sign-out and when the server no longer knows the session. */
export async function forgetAnswers(client: QueryClient): Promise<void> {
  await officePersister.removeClient();
  localStorage.removeItem(OWNER_KEY);
  client.clear();
}

/** Areas whose answers hold people's details, or secrets that are shown once. */
const NEVER_KEPT = ['customer', 'console', 'import'];
const NEVER_KEPT_QUERIES = [
  'sale.detail',
  'account.members',
  'account.invitations',
  'tenant.audit',
];

/** Whether an answer may lie on the device. Customers' names and phones never do. */
export function mayKeep(query: Query): boolean {
  if (query.state.status !== 'success') return false;
  const [path] = query.queryKey as [string[]?];
  if (!Array.isArray(path)) return false;
  return !NEVER_KEPT.includes(path[0] ?? '') && !NEVER_KEPT_QUERIES.includes(path.join('.'));
}
