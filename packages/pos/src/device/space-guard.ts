import { BALLAST_BYTES } from '../copy/ballast.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { createStore, type Store } from '../state/store.ts';
import { storageHealth } from './storage-health.ts';

/** The ballast is made only where as much again stays free. */
const ROOM_BYTES = 2 * BALLAST_BYTES;

/** `given`: given up so that a write fitted; `short`: no room to make it. */
export type BallastState = 'whole' | 'given' | 'short' | 'none';

export type SpaceGuard = {
  ballast: Store<BallastState>;
  /** The disk has refused: no new cart is opened until the ballast is whole again (SALE5). */
  full: Store<boolean>;
  /** A strict write failed: gives the ballast up, so that it fits when it is tried again. */
  giveWay(): Promise<void>;
  /** Makes the ballast whole where there is room for it; then selling goes on. */
  refill(): Promise<void>;
};

/** Keeps 8 MB back for the moment in which the disk is full (SALE4). */
export function createSpaceGuard(disk: DeviceDisk | null): SpaceGuard {
  const ballast = createStore<BallastState>(disk ? 'short' : 'none');
  const full = createStore(false);
  let refilling: Promise<void> | null = null;
  const fill = async () => {
    try {
      const { freeBytes } = await storageHealth();
      if (freeBytes !== null && freeBytes < ROOM_BYTES && ballast.get() !== 'whole') return;
      const whole = (await disk?.fillBallast()) ?? false;
      if (whole) ballast.set('whole');
      else if (ballast.get() !== 'none') ballast.set(full.get() ? 'given' : 'short');
      if (whole) full.set(false);
    } catch {
      // The thread or its files are gone; what is known of the ballast stands.
      ballast.set('short');
    }
  };
  return {
    ballast,
    full,
    async giveWay() {
      full.set(true);
      try {
        await disk?.dropBallast();
        if (disk) ballast.set('given');
      } catch {
        ballast.set('short');
      }
    },
    refill() {
      refilling ??= fill().finally(() => {
        refilling = null;
      });
      return refilling;
    },
  };
}
