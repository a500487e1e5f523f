import { emptyCart } from '../cart/cart.ts';
import { type CartKeeper, createCartKeeper } from '../cart/cart-keeper.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import { openCatalogDb } from '../catalog/catalog-db.ts';
import type { StaffMember } from '../catalog/shelf.ts';
import type { SecondCopy } from '../copy/second-copy.ts';
import type { Clocks } from '../device/clocks.ts';
import { browserHost, type DeviceHost, tryDisk } from '../device/device-host.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import type { SpaceGuard } from '../device/space-guard.ts';
import { type JournalDb, openJournal } from '../journal/journal-db.ts';
import type { ClosedShift, Identity, OpenShift } from '../journal/journal-record.ts';
import type { PosPorts, SyncPorts } from '../ports.ts';
import { wakeJournal } from '../recovery/boot.ts';
import type { Incident } from '../recovery/incidents.ts';
import { createSearch, type GoodsSearch } from '../search/search-client.ts';
import { createStore, type Store } from '../state/store.ts';
import type { SyncDriver } from '../sync/driver.ts';
import { type HouseKeeping, keepHouse } from './keep-house.ts';
import { putTogether, readKept } from './put-together.ts';

/** One terminal at work: everything its screens act through. */
export type Pos = {
  appVersion: string;
  clocks: Clocks;
  journal: JournalDb;
  catalog: Catalog;
  search: GoodsSearch;
  keys: DeviceKeys;
  identity: Store<Identity>;
  cart: CartKeeper;
  /** Who is signed in; null at the PIN screen and in a terminal that only practises. */
  session: Store<StaffMember | null>;
  shift: Store<OpenShift | null>;
  lastShift: Store<ClosedShift | null>;
  /** Practice on a live terminal ends at this wall time, ms; null = no practice. */
  practiceUntil: Store<number | null>;
  isPractice(): boolean;
  sync: SyncDriver;
  server: SyncPorts;
  copy: SecondCopy;
  space: SpaceGuard;
  /** What was wrong with this device's storage. */
  incidents: Store<Incident[]>;
  house: HouseKeeping;
  keepNonce(nonce: string): void;
  close(): void;
};

/** Opens a terminal's journal and catalogue and puts the parts together. Sending starts with `start`. */
export async function openPos(
  ports: PosPorts,
  terminalId: string,
  host: DeviceHost = browserHost(),
): Promise<Pos> {
  const { clocks, nest } = host;
  const journal = openJournal(terminalId);
  const catalogDb = openCatalogDb(terminalId);
  const [start, catalog] = await Promise.all([tryDisk(host, terminalId), openCatalog(catalogDb)]);
  const { disk, fault: diskFault, late } = start;
  const boot = { journal, terminalId, disk, diskFault, nest, nowMs: clocks.read().wallMs };
  // What has to be written before anybody sells may have the ballast's room as well.
  journal.onRefused = async () => {
    await disk?.dropBallast().catch(() => 0);
    return true;
  };
  await wakeJournal(boot);
  const kept = await readKept(journal);
  const { shift, lastShift, cart } = kept;
  const parts = await putTogether(ports, host, kept, { journal, catalog, disk, late });
  const { acts, ...shown } = parts;
  const { identity, sync, copy, space } = shown;
  const session = createStore<StaffMember | null>(null);
  const practiceUntil = createStore<number | null>(null);
  const house = keepHouse({ ...boot, ...shown, acts, late });
  const giveWay = refuseOnce(journal, space, house);
  return {
    ...shown,
    appVersion: ports.appVersion,
    clocks,
    journal,
    catalog,
    search: createSearch(() => catalog.shelf.get()),
    cart: createCartKeeper(
      journal,
      cart ?? emptyCart(clocks.newId()),
      () => session.get()?.id ?? null,
    ),
    session,
    shift: createStore(shift ?? null),
    lastShift: createStore(lastShift ?? null),
    practiceUntil,
    isPractice: () => identity.get().state === 'practice' || practiceUntil.get() !== null,
    house,
    close() {
      giveWay.end();
      sync.stop();
      house.stop();
      copy.close();
      journal.close();
      catalogDb.close();
    },
  };
}

/** A refused write gets the ballast's room and one more try, until the terminal is closed. */
function refuseOnce(journal: JournalDb, space: SpaceGuard, house: HouseKeeping) {
  let ended = false;
  journal.onRefused = async (fault) => {
    if (ended) return false;
    await space.giveWay();
    house.refused();
    // A browser that could not write may have closed the database: it is opened anew.
    if (!(fault instanceof Error) || fault.name !== 'QuotaExceededError') {
      journal.close({ disableAutoOpen: false });
      await journal.open();
    }
    return !ended;
  };
  return {
    end() {
      ended = true;
    },
  };
}
