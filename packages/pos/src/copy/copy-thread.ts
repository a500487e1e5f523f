/// <reference lib="webworker" />
import type { DeviceDisk } from './device-disk.ts';
import { opfsFolder } from './log-folder.ts';
import { openDisk } from './open-disk.ts';

type Acts = Omit<DeviceDisk, 'close'>;
export type DiskOrder =
  | { is: 'open'; ask: number; terminalId: string }
  | { is: 'close'; ask: number }
  | { is: 'act'; ask: number; act: keyof Acts; given: unknown };
export type DiskReply = { ask: number; gave?: unknown; fault?: string };

declare const self: DedicatedWorkerGlobalScope;

let disk: Promise<DeviceDisk> | null = null;

self.addEventListener('message', (event: MessageEvent<DiskOrder>) => {
  const order = event.data;
  run(order).then(
    (gave) => self.postMessage({ ask: order.ask, gave } satisfies DiskReply),
    (fault: unknown) => {
      const text = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
      self.postMessage({ ask: order.ask, fault: text } satisfies DiskReply);
    },
  );
});

async function run(order: DiskOrder): Promise<unknown> {
  if (order.is === 'open') {
    disk = opfsFolder(order.terminalId).then(openDisk);
    await disk;
    return null;
  }
  const opened = await disk;
  if (!opened) throw new Error('no folder is open');
  if (order.is === 'close') return opened.close();
  // The page's client is typed by the same interface: act and argument come from there alone.
  const act = opened[order.act] as (given: unknown) => Promise<unknown>;
  return act(order.given);
}
