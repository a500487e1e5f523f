import type { Catalog } from '../catalog/catalog.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { SecondCopy } from '../copy/second-copy.ts';
import { customersOf } from '../customers/customer-acts.ts';
import type { DeviceHost } from '../device/device-host.ts';
import { createSpaceGuard } from '../device/space-guard.ts';
import { keptCart } from '../journal/cart-keeping.ts';
import { type JournalDb, readMeta } from '../journal/journal-db.ts';
import { type JournalRecord, NOTHING_HEARD } from '../journal/journal-record.ts';
import { inState } from '../journal/settle.ts';
import type { PosPorts } from '../ports.ts';
import { readIncidents } from '../recovery/incidents.ts';
import { createStore } from '../state/store.ts';
import { SyncDriver } from '../sync/driver.ts';
import { SyncActs } from '../sync/sync-acts.ts';
import { renewIncarnation } from './renew.ts';
import { createSigner } from './signer.ts';

export type Kept = Awaited<ReturnType<typeof readKept>>;

type Opened = {
  journal: JournalDb;
  catalog: Catalog;
  disk: DeviceDisk | null;
  /** What a disk is waited for by that did not open; null for one that did or is none. */
  late: Promise<void> | null;
};

/** Signer, sending and what looks after the storage, out of what the journal has kept. */
export async function putTogether(
  ports: PosPorts,
  { clocks, makeKeys }: DeviceHost,
  kept: Kept,
  { journal, catalog, disk, late }: Opened,
) {
  const { keys, nonce = null } = kept;
  if (!kept.identity || !keys) throw new Error('this browser has no journal of that terminal');
  const identity = createStore(kept.identity);
  const records = await uncovered(journal, catalog.shelf.get().through);
  catalog.noteOwn(records);
  for (const customer of customersOf(records)) catalog.noteCustomer(customer);
  const copy = new SecondCopy(disk, late === null);
  const space = createSpaceGuard(disk);
  const incidents = createStore(kept.incidents);
  const { incarnation } = kept.identity.certificate;
  const signer = createSigner(journal, { incarnation, keys, nonce });
  const server = ports.sync(signer);
  const keepNonce = (next: string) => signer.keepNonce(next);
  const acts = new SyncActs(
    {
      journal,
      catalog,
      clocks,
      keys,
      identity,
      server: createStore(kept.server ?? NOTHING_HEARD),
      ports: server,
      appVersion: ports.appVersion,
      stashed: await catalog.stashedKinds(),
      copy,
      space,
      incidents,
      keepNonce,
      async renew(cause) {
        const next = await renewIncarnation(
          journal,
          (request) => server.renew(request),
          cause,
          makeKeys,
        );
        signer.follow(next.identity.certificate.incarnation, next.keys, next.nonce);
        identity.set(next.identity);
      },
    },
    records,
  );
  const sync = new SyncDriver(acts);
  return { keys, identity, acts, sync, server, copy, space, incidents, keepNonce };
}

/** Single values that a page needs before it shows anything. */
export async function readKept(journal: JournalDb) {
  const [identity, keys, nonce, server, shift, lastShift, cart, incidents] = await Promise.all([
    readMeta(journal, 'identity'),
    readMeta(journal, 'keys'),
    readMeta(journal, 'nonce'),
    readMeta(journal, 'server'),
    readMeta(journal, 'shift'),
    readMeta(journal, 'lastShift'),
    keptCart(journal),
    readIncidents(journal),
  ]);
  return { identity, keys, nonce, server, shift, lastShift, cart, incidents };
}

/** Own operations that the pulled stock may not hold yet: not posted, or posted behind the last whole pull. */
async function uncovered(journal: JournalDb, n: number): Promise<JournalRecord[]> {
  const found = await Promise.all([
    journal.operations.where('n').above(n).toArray(),
    inState(journal, 'quarantined').toArray(),
    inState(journal, 'sealed').toArray(),
    inState(journal, 'waiting').toArray(),
  ]);
  const byId = new Map(found.flat().map((record) => [record.opId, record]));
  return [...byId.values()];
}
