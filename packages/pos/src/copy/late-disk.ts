import type { DeviceDisk } from './device-disk.ts';

export type LateDisk = {
  disk: DeviceDisk;
  /** Resolves when the disk has opened; never after it was closed. */
  opened: Promise<void>;
};

const PAUSE_MS = 5_000;

/**
 * A disk that did not open at the start: the thread of a page that ended may hold its files for
 * longer than a cashier can wait. It is asked for again until it opens or is closed; till then every
 * act rejects, as of a disk that refuses.
 */
export function lateDisk(
  open: () => Promise<DeviceDisk | null>,
  pauseMs: number = PAUSE_MS,
): LateDisk {
  let disk: DeviceDisk | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const { promise: opened, resolve } = Promise.withResolvers<void>();
  const tryAgain = async () => {
    const found = await open().catch(() => null);
    if (closed) return found?.close();
    if (!found) return wait();
    disk = found;
    resolve();
  };
  const wait = () => {
    timer = setTimeout(() => void tryAgain(), pauseMs);
  };
  wait();
  const act =
    <K extends Exclude<keyof DeviceDisk, 'close'>>(name: K) =>
    (given?: unknown) => {
      if (!disk) return Promise.reject(new Error('the disk is not open yet'));
      const run = disk[name] as (given: unknown) => Promise<unknown>;
      return run(given) as ReturnType<DeviceDisk[K]>;
    };
  return {
    opened,
    disk: {
      tail: act('tail'),
      append: act('append'),
      compare: act('compare'),
      recall: act('recall'),
      forget: act('forget'),
      erase: act('erase'),
      fillBallast: act('fillBallast'),
      dropBallast: act('dropBallast'),
      close() {
        closed = true;
        clearTimeout(timer);
        disk?.close();
      },
    },
  };
}
