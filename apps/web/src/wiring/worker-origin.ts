import { originsOf } from './origins-client.ts';

const KEY = 'oson.worker';

/**
 * Where the worker lives, as this deployment said last. Kept on the device, so that a start without
 * a network does not wait for an answer that cannot come; asked again once a page.
 */
export function createWorkerOrigin(): () => Promise<string> {
  let asked: Promise<string> | null = null;
  const ask = async () => {
    const { worker } = await originsOf();
    localStorage.setItem(KEY, worker);
    return worker;
  };
  return async () => {
    const kept = localStorage.getItem(KEY);
    asked ??= ask().catch((fault: unknown) => {
      asked = null;
      throw fault;
    });
    if (kept === null) return asked;
    // The old address serves meanwhile; a failed question is asked again with the next request.
    asked.catch(() => undefined);
    return kept;
  };
}
