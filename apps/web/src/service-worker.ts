/// <reference lib="webworker" />
import { type PrecacheEntry, Serwist } from 'serwist';

declare const self: ServiceWorkerGlobalScope & {
  __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
};

/** Background Sync tag the POS registers; the page drains, this only wakes it. */
const DRAIN_TAG = 'drain';
/** The static shells. Each origin serves its own area only, so they are kept one by one. */
const SHELLS = ['/pos', '/office'];

const entries = self.__SW_MANIFEST ?? [];
const urlOf = (entry: PrecacheEntry | string) => (typeof entry === 'string' ? entry : entry.url);
const shell = entries.find((entry) => SHELLS.includes(urlOf(entry)));
const revision = typeof shell === 'object' ? (shell.revision ?? '') : '';
const SHELL_CACHE_PREFIX = 'oson-shell-';
const SHELL_CACHE = SHELL_CACHE_PREFIX + revision;

const serwist = new Serwist({
  precacheEntries: entries.filter((entry) => !SHELLS.includes(urlOf(entry))),
  // A new version waits until the POS says that no sale is open (update gate).
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
  precacheOptions: { cleanupOutdatedCaches: true },
  // Everything not in the precache goes to the network and is never stored.
  runtimeCaching: [],
});

/** Keeps the shells that this origin serves; another area's answers with a redirect and is left out. */
async function keepShells(): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  let kept = 0;
  for (const url of SHELLS) {
    const response = await fetch(url, { redirect: 'manual', cache: 'no-cache' }).catch(() => null);
    if (!response?.ok) continue;
    await cache.put(url, response);
    kept += 1;
  }
  if (kept === 0) throw new Error('no shell could be kept');
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(SHELL_CACHE_PREFIX) && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function openShell(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(SHELL_CACHE);
  return (await cache.match(pathname)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepShells()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldShells()));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || origin !== self.location.origin) return;
  if (SHELLS.includes(pathname)) event.respondWith(openShell(event.request, pathname));
});

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag !== DRAIN_TAG) return;
  sync.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then((clients) => clients.forEach((client) => client.postMessage({ type: 'drain' }))),
  );
});

serwist.addEventListeners();
