import { createStore, type Store } from '../state/store.ts';

export type UpdateGate = {
  /** A new version is downloaded and waits. */
  ready: Store<boolean>;
  /** Lets it in; the page loads again as soon as it rules. */
  apply(): void;
};

const CHECK_MS = 30 * 60_000;

/**
 * Registers the service worker and watches for new versions. They download silently and never by
 * themselves interrupt a sale: the screen applies one when the cart is empty.
 */
export function watchUpdates(workerUrl: string, onDrain: () => void): UpdateGate {
  const ready = createStore(false);
  let waiting: ServiceWorker | null = null;
  let applied = false;
  const gate: UpdateGate = {
    ready,
    apply() {
      if (!waiting || applied) return;
      applied = true;
      waiting.postMessage({ type: 'SKIP_WAITING' });
    },
  };
  const workers = typeof navigator === 'undefined' ? undefined : navigator.serviceWorker;
  if (!workers) return gate;

  const found = (worker: ServiceWorker | null) => {
    // Without a ruling worker this is the first installation, not an update.
    if (!worker || !workers.controller) return;
    waiting = worker;
    ready.set(true);
  };
  workers.addEventListener('controllerchange', () => {
    if (applied) location.reload();
  });
  workers.addEventListener('message', (event) => {
    if ((event.data as { type?: string } | null)?.type === 'drain') onDrain();
  });
  workers.register(workerUrl, { scope: '/' }).then(
    (registration) => {
      found(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed') found(worker);
        });
      });
      setInterval(() => {
        // Offline there is nothing to fetch; the next round asks again.
        registration.update().catch(() => undefined);
      }, CHECK_MS);
    },
    // Selling works without it; only a cold start offline needs the worker.
    () => undefined,
  );
  return gate;
}
