/// <reference lib="webworker" />
import { drainJournal, type DrainPorts, LEADER_LOCK, readDevice } from '@oson/pos/drain';
import { PortError } from '@oson/pos/ports';
import { type PrecacheEntry, Serwist } from 'serwist';
import { APP_VERSION } from './wiring/app-version.ts';
import { originsOf } from './wiring/origins-client.ts';
import { openWire } from './wiring/pos-wire.ts';

declare const self: ServiceWorkerGlobalScope & {
  __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
};

/** Background Sync tag that the POS registers. */
const DRAIN_TAG = 'drain';
/** The shell of the POS: opened from here first, so that a till starts without asking anybody. */
const POS = '/pos';
/** The pages of the office: opened from the server, and from here when it does not answer. */
const OFFICE = [
  '/office',
  '/office/sales',
  '/office/flags',
  '/office/shifts',
  '/office/customers',
  '/office/catalogue',
  '/office/stock',
  '/office/import',
  '/office/stores',
  '/office/terminals',
  '/office/staff',
  '/office/settings',
];
/** Static shells without a tenant's byte. Each origin serves its own area only: kept one by one. */
const SHELLS = [POS, ...OFFICE];
/** So long a server that is there may take; then the kept page is opened. */
const OFFICE_WAIT_MS = 4000;
const GATEWAY_ALONE = [502, 503, 504];

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
    if (!response?.ok) {
      // A body that nobody reads keeps its connection; six of them, and the precache never comes.
      await response?.body?.cancel();
      continue;
    }
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

const keptShell = async (pathname: string) =>
  (await caches.open(SHELL_CACHE)).match(pathname, { ignoreVary: true });

async function openPos(request: Request): Promise<Response> {
  return (await keptShell(POS)) ?? fetch(request);
}

/** The newest page when the server is there; else the kept one, else the office's first page. */
async function openOffice(request: Request, pathname: string): Promise<Response> {
  const kept = (await keptShell(pathname)) ?? (await keptOffice());
  if (!kept) return fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(resolve, OFFICE_WAIT_MS, null));
  const response = await Promise.race([fetch(request).catch(() => null), late]);
  // A gateway in front of a server that is away is as good as no answer.
  const isThere = response !== null && !GATEWAY_ALONE.includes(response.status);
  return isThere ? response : kept;
}

const keptOffice = async () =>
  (await keptShell('/office')) ? Response.redirect('/office', 302) : undefined;

self.addEventListener('install', (event) => event.waitUntil(keepShells()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldShells()));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || origin !== self.location.origin) return;
  if (pathname === POS) event.respondWith(openPos(event.request));
  if (pathname === '/office' || pathname.startsWith('/office/')) {
    event.respondWith(openOffice(event.request, pathname));
  }
});

self.addEventListener('message', (event) => {
  const type = (event.data as { type?: string } | null)?.type;
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'LET_IN_UNLESS_SELLING') event.waitUntil(letInUnlessSelling());
});

/** The office lets a new version in; a till that is open in this browser decides by itself. */
async function letInUnlessSelling(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const sells = pages.some((page) => new URL(page.url).pathname === POS);
  if (!sells) await self.skipWaiting();
}

self.addEventListener('sync', (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag !== DRAIN_TAG) return;
  sync.waitUntil(drain());
});

/** An open till sends by itself; without one the worker does, under the till's own lock (DEV10). */
async function drain(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tills = pages.filter((page) => new URL(page.url).pathname === POS);
  for (const till of tills) till.postMessage({ type: 'drain' });
  if (tills.length > 0) return;
  await navigator.locks.request(LEADER_LOCK, { ifAvailable: true }, async (lock) => {
    const active = lock ? await readDevice('active') : null;
    if (!active) return;
    const left = await drainJournal(drainPorts(), active.terminalId);
    // A rejection asks the browser to wake this worker again.
    if (left > 0) throw new Error(`${left} operations are left`);
  });
}

function drainPorts(): DrainPorts {
  return {
    appVersion: APP_VERSION,
    sync(signer) {
      const wire = async () => {
        const { worker } = await originsOf().catch(() => {
          throw new PortError(null, null);
        });
        return openWire(worker, signer);
      };
      return {
        hello: async (request) => (await wire()).hello(request),
        push: async (request, how) => (await wire()).push(request, how),
        pull: async (request) => (await wire()).pull(request),
        report: async (request) => (await wire()).report(request),
        goLive: async (request) => (await wire()).goLive(request),
        renew: async (request) => (await wire()).renew(request),
        importBundle: async (request) => (await wire()).importBundle(request),
      };
    },
  };
}

serwist.addEventListeners();
