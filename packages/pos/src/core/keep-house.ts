import type { SecondCopy } from '../copy/second-copy.ts';
import type { SpaceGuard } from '../device/space-guard.ts';
import { askForPersistence } from '../device/storage-health.ts';
import { readMeta } from '../journal/journal-db.ts';
import type { Identity } from '../journal/journal-record.ts';
import { inState, pendingRecords } from '../journal/settle.ts';
import { type BootParts, incidentsOf, spreadCanary } from '../recovery/boot.ts';
import { type Incident, noteIncidents } from '../recovery/incidents.ts';
import { heal } from '../recovery/heal.ts';
import { unite } from '../recovery/recover.ts';
import type { Store } from '../state/store.ts';
import type { SyncDriver } from '../sync/driver.ts';
import type { SyncActs } from '../sync/sync-acts.ts';

export type HouseKeeping = {
  /** Once the terminal is on the screen. */
  start(): void;
  /** The disk has refused a write and the ballast was given up. */
  refused(): void;
  /** Resolves when what `start` began is through. */
  settled(): Promise<void>;
  stop(): void;
};

type House = BootParts & {
  /** Resolves when a disk that did not open at the start has opened; null for any other. */
  late: Promise<void> | null;
  acts: SyncActs;
  sync: SyncDriver;
  copy: SecondCopy;
  space: SpaceGuard;
  incidents: Store<Incident[]>;
  identity: Store<Identity>;
};

const ROUND_MS = 5 * 60_000;

/**
 * What a terminal does for its own storage beside selling: asks the browser to keep it, carries
 * canary and identity to the copy, makes journal and copy alike, and keeps the ballast whole.
 */
export function keepHouse(house: House): HouseKeeping {
  const { space, sync, incidents } = house;
  let timer: ReturnType<typeof setInterval> | undefined;
  let first: Promise<void> = Promise.resolve();
  let stopped = false;
  const hasNews = () => incidents.get().some(({ reported }) => !reported);
  const unsubscribe = incidents.subscribe(() => {
    if (hasNews()) sync.reportWanted();
  });
  return {
    start() {
      if (hasNews()) sync.reportWanted();
      first = firstRound(house, () => stopped);
      // The round is run again with the disk: what was sealed meanwhile gets into the copy.
      void house.late?.then(() => first).then(() => firstRound(house, () => stopped));
      timer = setInterval(() => void space.refill(), ROUND_MS);
    },
    refused() {
      void tell(house, 'full', 'a strict write failed');
    },
    settled: () => first,
    stop() {
      stopped = true;
      unsubscribe();
      clearInterval(timer);
    },
  };
}

async function firstRound(house: House, isStopped: () => boolean): Promise<void> {
  const { copy, space, disk } = house;
  // Refused: shown in the health sheet, asked again at the next start.
  await askForPersistence().catch(() => false);
  try {
    await spreadCanary(house);
    if (disk && !isStopped()) {
      await keepIdentity(house);
      await makeAlike(house);
      if (!isStopped()) copy.state.set('ok');
    }
  } catch {
    // The second copy is behind; the health sheet says so and the next start makes up for it.
    if (!isStopped()) copy.state.set('failing');
  }
  if (!isStopped()) await space.refill();
}

/** Whose copy this is, so that an empty journal can be recognised and exports be encrypted. */
async function keepIdentity({ disk, journal, identity }: House): Promise<void> {
  const { certificate, signature } = identity.get();
  const recoveryKey = (await readMeta(journal, 'recoveryKey')) ?? null;
  const kept = (await disk?.tail())?.identity;
  const next = { certificate, signature, recoveryKey };
  if (JSON.stringify(kept) === JSON.stringify(next)) return;
  await disk?.append([{ is: 'identity', identity: next }]);
}

async function makeAlike(house: House): Promise<void> {
  const { disk, journal, acts, incidents, identity, copy } = house;
  if (!disk) return;
  const found = await unite(journal, disk);
  acts.recovered(found.added);
  // Damage in a copy of which nothing was needed has just been made good out of the journal.
  const recovered = found.added.length > 0 ? found : { ...found, damaged: 0 };
  const { incarnation } = identity.get().certificate;
  const noted = incidentsOf(house, incarnation, recovered);
  if (noted.length > 0) incidents.set(await noteIncidents(journal, noted));
  // At once and not only before sending: the copy may be gone by then.
  const healed = await heal(journal, disk, await pendingRecords(journal));
  if (healed.incident) await acts.noteIncident(healed.incident);
  // A page that died between journal and copy has left bodies there that are gone here.
  copy.erased(await inState(journal, 'erased').toArray());
}

async function tell({ acts, space }: House, kind: Incident['kind'], detail: string): Promise<void> {
  try {
    await acts.noteIncident({ kind, detail });
  } catch {
    // A disk that takes nothing: the screen says it, and the next start finds it.
    space.full.set(true);
  }
}
