const WORKER_URL = '/serwist/sw.js';

/**
 * Registers the worker that keeps the office's pages for a start without the server. The office
 * never waits for it, and works without it where workers are not allowed.
 */
export function registerOfficeWorker(): void {
  // A development build has no precache: its files change under the worker's feet.
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(WORKER_URL, { scope: '/' }).then(
    (registration) => {
      registration.waiting?.postMessage({ type: 'LET_IN_UNLESS_SELLING' });
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed') worker.postMessage({ type: 'LET_IN_UNLESS_SELLING' });
        });
      });
    },
    // Only a start without the server needs it.
    () => undefined,
  );
}
