/// <reference lib="webworker" />
import { type PrecacheEntry, Serwist } from 'serwist';

declare const self: ServiceWorkerGlobalScope & {
  __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
};

/** Background Sync tag the POS registers; the page drains, this only wakes it. */
const DRAIN_TAG = 'drain';

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  // A new version waits until the POS says that no sale is open (update gate).
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
  precacheOptions: { cleanupOutdatedCaches: true },
  // Everything not in the precache goes to the network and is never stored.
  runtimeCaching: [],
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
