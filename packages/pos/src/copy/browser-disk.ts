import type { DiskOrder, DiskReply } from './copy-thread.ts';
import type { DeviceDisk } from './device-disk.ts';

/** A thread that was just ended may hold the files for a moment longer. */
const TRIES = 20;
const PAUSE_MS = 100;

/** Whether this browser has a private file system with synchronous handles in workers. */
export function hasDisk(): boolean {
  const storage = typeof navigator === 'undefined' ? undefined : navigator.storage;
  return typeof Worker !== 'undefined' && typeof storage?.getDirectory === 'function';
}

/** Starts the thread that holds a terminal's files. Rejects when another tab keeps them. */
export async function openBrowserDisk(terminalId: string): Promise<DeviceDisk> {
  for (let attempt = 1; ; attempt++) {
    const thread = startThread();
    try {
      await thread.send({ is: 'open', terminalId });
      return diskOf(thread);
    } catch (fault) {
      thread.end();
      if (attempt === TRIES) throw fault;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

type Unasked<T> = T extends unknown ? Omit<T, 'ask'> : never;
type Thread = { send(order: Unasked<DiskOrder>): Promise<unknown>; end(): void };

function startThread(): Thread {
  const worker = new Worker(new URL('./copy-thread.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { resolve: (gave: unknown) => void; reject: (e: Error) => void }
  >();
  let asked = 0;
  worker.addEventListener('message', (event: MessageEvent<DiskReply>) => {
    const { ask, gave, fault } = event.data;
    const waiter = waiting.get(ask);
    waiting.delete(ask);
    if (fault === undefined) waiter?.resolve(gave);
    else waiter?.reject(new Error(fault));
  });
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('the thread of the copy is gone'));
    waiting.clear();
  });
  return {
    send(order) {
      asked += 1;
      const ask = asked;
      return new Promise((resolve, reject) => {
        waiting.set(ask, { resolve, reject });
        worker.postMessage({ ...order, ask });
      });
    },
    end: () => worker.terminate(),
  };
}

function diskOf(thread: Thread): DeviceDisk {
  const ask =
    <K extends Exclude<keyof DeviceDisk, 'close'>>(act: K) =>
    (given?: unknown) =>
      thread.send({ is: 'act', act, given }) as ReturnType<DeviceDisk[K]>;
  return {
    tail: ask('tail'),
    append: ask('append'),
    compare: ask('compare'),
    recall: ask('recall'),
    forget: ask('forget'),
    erase: ask('erase'),
    fillBallast: ask('fillBallast'),
    dropBallast: ask('dropBallast'),
    close() {
      // The handles are released before the thread ends: the next tab opens them at once.
      const end = () => thread.end();
      thread.send({ is: 'close' }).then(end, end);
    },
  };
}
