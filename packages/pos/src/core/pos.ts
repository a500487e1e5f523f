import type { Catalog } from '../catalog/catalog.ts';
import { openCatalog } from '../catalog/catalog.ts';
import { openCatalogDb } from '../catalog/catalog-db.ts';
import type { StaffMember } from '../catalog/shelf.ts';
import { emptyCart } from '../cart/cart.ts';
import { type CartKeeper, createCartKeeper } from '../cart/cart-keeper.ts';
import { customersOf } from '../customers/customer-acts.ts';
import { browserClocks, type Clocks } from '../device/clocks.ts';
import { type DeviceKeys, signText } from '../device/device-keys.ts';
import { keptCart } from '../journal/cart-keeping.ts';
import { type JournalDb, openJournal, readMeta, writeMeta } from '../journal/journal-db.ts';
import {
  type ClosedShift,
  type Identity,
  type JournalRecord,
  NOTHING_HEARD,
  type OpenShift,
} from '../journal/journal-record.ts';
import type { PosPorts, SyncPorts } from '../ports.ts';
import { createSearch, type GoodsSearch } from '../search/search-client.ts';
import { createStore, type Store } from '../state/store.ts';
import { SyncDriver } from '../sync/driver.ts';
import { SyncActs } from '../sync/sync-acts.ts';

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
  keepNonce(nonce: string): void;
  close(): void;
};

/** Opens a terminal's journal and catalogue and puts the parts together. Sending starts with `start`. */
export async function openPos(ports: PosPorts, terminalId: string): Promise<Pos> {
  const journal = openJournal(terminalId);
  const catalogDb = openCatalogDb(terminalId);
  const clocks = browserClocks();
  const [kept, catalog] = await Promise.all([readKept(journal), openCatalog(catalogDb)]);
  const { identity, keys, nonce, server, shift, lastShift, cart } = kept;
  if (!identity || !keys) throw new Error('this browser has no journal of that terminal');
  const identityStore = createStore(identity);
  const session = createStore<StaffMember | null>(null);
  const practiceUntil = createStore<number | null>(null);
  const records = await uncovered(journal, catalog.shelf.get().cursor?.n ?? 0);
  catalog.noteOwn(records);
  for (const customer of customersOf(records)) catalog.noteCustomer(customer);
  const signer = createSigner(journal, keys, identity, nonce ?? null);
  const serverPorts = ports.sync(signer);
  const acts = new SyncActs(
    {
      journal,
      catalog,
      clocks,
      keys,
      identity: identityStore,
      server: createStore(server ?? NOTHING_HEARD),
      ports: serverPorts,
      appVersion: ports.appVersion,
      keepNonce: (next) => signer.keepNonce(next),
    },
    records,
  );
  const sync = new SyncDriver(acts);
  return {
    appVersion: ports.appVersion,
    clocks,
    journal,
    catalog,
    search: createSearch(() => catalog.shelf.get()),
    keys,
    identity: identityStore,
    cart: createCartKeeper(
      journal,
      cart ?? emptyCart(clocks.newId()),
      () => session.get()?.id ?? null,
    ),
    session,
    shift: createStore(shift ?? null),
    lastShift: createStore(lastShift ?? null),
    practiceUntil,
    isPractice: () => identityStore.get().state === 'practice' || practiceUntil.get() !== null,
    sync,
    server: serverPorts,
    keepNonce: (next) => signer.keepNonce(next),
    close() {
      sync.stop();
      journal.close();
      catalogDb.close();
    },
  };
}

async function readKept(journal: JournalDb) {
  const [identity, keys, nonce, server, shift, lastShift, cart] = await Promise.all([
    readMeta(journal, 'identity'),
    readMeta(journal, 'keys'),
    readMeta(journal, 'nonce'),
    readMeta(journal, 'server'),
    readMeta(journal, 'shift'),
    readMeta(journal, 'lastShift'),
    keptCart(journal),
  ]);
  return { identity, keys, nonce, server, shift, lastShift, cart };
}

/** Own operations that the pulled stock does not hold yet: not posted, or posted beyond the cursor. */
async function uncovered(journal: JournalDb, n: number): Promise<JournalRecord[]> {
  const [posted, others] = await Promise.all([
    journal.operations.where('n').above(n).toArray(),
    journal.operations
      .where('[state+seq]')
      .between(['quarantined', 0], ['quarantined', Number.MAX_SAFE_INTEGER])
      .or('[state+seq]')
      .between(['sealed', 0], ['sealed', Number.MAX_SAFE_INTEGER])
      .or('[state+seq]')
      .between(['waiting', 0], ['waiting', Number.MAX_SAFE_INTEGER])
      .toArray(),
  ]);
  const byId = new Map([...posted, ...others].map((record) => [record.opId, record]));
  return [...byId.values()];
}

function createSigner(
  journal: JournalDb,
  keys: DeviceKeys,
  { certificate }: Identity,
  kept: string | null,
) {
  let nonce = kept;
  return {
    incarnation: certificate.incarnation,
    nonce: () => nonce,
    keepNonce(next: string) {
      nonce = next;
      // Losing it costs one exchange: the server answers an unknown nonce with a new one.
      writeMeta(journal, 'nonce', next).catch(() => undefined);
    },
    sign: (text: string) => signText(keys, text),
  };
}
