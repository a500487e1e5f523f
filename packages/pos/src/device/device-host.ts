import { hasDisk, openBrowserDisk } from '../copy/browser-disk.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { lateDisk } from '../copy/late-disk.ts';
import { type CanaryNest, cacheNest } from '../recovery/canary.ts';
import { browserClocks, type Clocks } from './clocks.ts';
import { type DeviceKeys, makeDeviceKeys } from './device-keys.ts';

/** What a terminal takes from the machine that it runs on, beside IndexedDB. */
export type DeviceHost = {
  clocks: Clocks;
  /** Opens the private file system's part of a terminal; null where there is none. Rejects when it does not open. */
  openDisk(terminalId: string): Promise<DeviceDisk | null>;
  nest: CanaryNest | null;
  /** Keys of a new incarnation. */
  makeKeys: () => Promise<DeviceKeys>;
};

/** The browser itself. */
export function browserHost(): DeviceHost {
  return {
    clocks: browserClocks(),
    nest: cacheNest(),
    makeKeys: makeDeviceKeys,
    async openDisk(terminalId) {
      if (!hasDisk()) return null;
      return openBrowserDisk(terminalId);
    },
  };
}

/** A terminal's private file system at the start of a page. */
export type StartDisk = {
  disk: DeviceDisk | null;
  /** Why it did not open; null when it did or when there is none. */
  fault: string | null;
  /** Resolves when a disk that did not open has opened after all; null for one that needs no waiting. */
  late: Promise<void> | null;
};

/** A second copy that does not open stops nobody from selling: it is told, and asked for again. */
export async function tryDisk(host: DeviceHost, terminalId: string): Promise<StartDisk> {
  try {
    return { disk: await host.openDisk(terminalId), fault: null, late: null };
  } catch (fault) {
    const text = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
    const { disk, opened } = lateDisk(() => host.openDisk(terminalId));
    return { disk, fault: text, late: opened };
  }
}
