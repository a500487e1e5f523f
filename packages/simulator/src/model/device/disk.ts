import type {
  Cursor,
  ErasedOperation,
  LossReport,
  Operation,
  OperationState,
  SignedCertificate,
} from '@oson/contract';
import type { RawRow } from '@oson/sync-core';
import type { Clockwork } from '../clockwork.ts';
import type { Random } from '../random.ts';

/** One record of the journal; replaced, never changed in place. */
export type Rec = {
  op: Operation | ErasedOperation;
  state: 'sealed' | OperationState;
  n: number | null;
  epoch: number | null;
  /** Server time of the answer that stored it. */
  at: number | null;
  deltas: readonly { sku: string; delta: number }[];
  amount: number;
};
export type Identity = { certificate: SignedCertificate; key: string };
/** A former life whose operations are still here. */
export type Earlier = Identity & {
  maxSeq: number;
  lastHash: string;
  /** It was reported that nothing of it is owed. */
  told: boolean;
  /** Known from the second copy alone: where it ended nobody can say. */
  fromCopy: boolean;
};

export type Journal = {
  identity: Identity | null;
  chain: { seq: number; lastHash: string; receipts: number };
  records: Map<string, Rec>;
  epoch: number | null;
  revoked: boolean;
  earlier: Earlier[];
  losses: (LossReport & { told: boolean })[];
};
export type CachedRow = {
  kind: string;
  id: string;
  version: number;
  deleted: boolean;
  data: unknown;
};
export type Catalogue = {
  rows: Map<string, CachedRow>;
  stash: Map<string, RawRow>;
  cursor: Cursor | null;
  /** Where the feed stood when a pull last came to its end. */
  through: number;
};
/** The append log outside IndexedDB: whose operations, and they themselves as sealed. */
export type Copy = { identities: Identity[]; entries: Operation[] };

export type DiskImage = { journal: Journal; catalogue: Catalogue; copy: Copy; canary: Canary };
export type Canary = { journal: string | null; copy: string | null; cache: string | null };
type Undo = () => void;
type Pending = { apply: () => Undo; done: (ok: boolean) => void; relaxed: boolean; gone: boolean };

export const emptyJournal = (): Journal => ({
  identity: null,
  chain: { seq: 0, lastHash: '', receipts: 0 },
  records: new Map(),
  epoch: null,
  revoked: false,
  earlier: [],
  losses: [],
});
export const emptyCatalogue = (): Catalogue => ({
  rows: new Map(),
  stash: new Map(),
  cursor: null,
  through: 0,
});

/**
 * The storage of one browser profile. A strict write is durable when `done` is called; a relaxed one
 * is only seen by then and becomes durable a little later, in order. Power cuts take back what was
 * not durable; a crash of the tab leaves writes under way done or undone.
 */
export class Disk {
  journal = emptyJournal();
  catalogue = emptyCatalogue();
  copy: Copy = { identities: [], entries: [] };
  canary: Canary = { journal: null, copy: null, cache: null };
  full = false;
  readonly #clock: Clockwork;
  readonly #random: Random;
  #underWay: Pending[] = [];
  #unflushed: Undo[] = [];
  #copyDurable = 0;

  constructor(clock: Clockwork, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Strict: resolved when durable. Answers false when the disk refuses. */
  strict(apply: () => Undo, done: (ok: boolean) => void): void {
    this.#write({ apply, done, relaxed: false, gone: false }, this.#random.between(1, 25));
  }

  relaxed(apply: () => Undo, done: (ok: boolean) => void): void {
    this.#write({ apply, done, relaxed: true, gone: false }, this.#random.between(1, 8));
  }

  #write(pending: Pending, inMs: number): void {
    this.#underWay.push(pending);
    this.#clock.after(inMs, 'disk', () => {
      if (pending.gone) return;
      this.#underWay = this.#underWay.filter((each) => each !== pending);
      if (this.full) return pending.done(false);
      this.#commit(pending);
      pending.done(true);
    });
  }

  #commit({ apply, relaxed }: Pending): void {
    const undo = apply();
    if (!relaxed) return;
    this.#unflushed.push(undo);
    this.#clock.after(this.#random.between(500, 6000), 'flush', () => {
      this.#unflushed = this.#unflushed.slice(this.#unflushed.indexOf(undo) + 1);
    });
  }

  /** A worker appends after the commit and flushes; the screen does not wait for it. */
  append(op: Operation): void {
    if (this.full) return;
    this.copy.entries.push(op);
    const length = this.copy.entries.length;
    this.#clock.after(this.#random.between(5, 300), 'copy', () => {
      this.#copyDurable = Math.max(this.#copyDurable, length);
    });
  }

  /** The tab dies: each write under way happened or did not. */
  crashTab(): void {
    for (const pending of this.#underWay) {
      pending.gone = true;
      if (!this.full && this.#random.chance(0.5)) this.#commit(pending);
    }
    this.#underWay = [];
  }

  /** The power goes: nothing under way happened, nothing unflushed stayed. */
  cutPower(): void {
    for (const pending of this.#underWay) pending.gone = true;
    this.#underWay = [];
    for (const undo of this.#unflushed.reverse()) undo();
    this.#unflushed = [];
    // A torn tail: the last entry's checksum does not hold, so it counts as never written.
    this.copy.entries = this.copy.entries.slice(0, this.#copyDurable);
  }

  evictJournal(): void {
    this.journal = emptyJournal();
    this.catalogue = emptyCatalogue();
    this.canary.journal = null;
    this.#forgetWrites();
  }

  evictAll(): void {
    this.evictJournal();
    this.copy = { identities: [], entries: [] };
    this.#copyDurable = 0;
    this.canary = { journal: null, copy: null, cache: null };
  }

  image(): DiskImage {
    const { journal, catalogue, copy, canary } = this;
    return {
      journal: {
        ...journal,
        chain: { ...journal.chain },
        records: new Map(journal.records),
        earlier: [...journal.earlier],
        losses: [...journal.losses],
      },
      catalogue: {
        ...catalogue,
        rows: new Map(catalogue.rows),
        stash: new Map(catalogue.stash),
      },
      copy: { identities: [...copy.identities], entries: [...copy.entries] },
      canary: { ...canary },
    };
  }

  /** Somebody puts an older state of the whole profile back. */
  putBack(image: DiskImage): void {
    this.#forgetWrites();
    Object.assign(this, image);
    this.#copyDurable = this.copy.entries.length;
  }

  #forgetWrites(): void {
    for (const pending of this.#underWay) pending.gone = true;
    this.#underWay = [];
    this.#unflushed = [];
  }
}

/** Records of one incarnation in rising order of seq. */
export function chainOf(journal: Journal, incarnation: string): Rec[] {
  const found: Rec[] = [];
  let sorted = true;
  for (const rec of journal.records.values()) {
    if (rec.op.incarnation !== incarnation) continue;
    const last = found.at(-1);
    if (last && last.op.seq > rec.op.seq) sorted = false;
    found.push(rec);
  }
  return sorted ? found : found.sort((a, b) => a.op.seq - b.op.seq);
}
