import type { LossReport, Operation } from '@oson/contract';
import { type OwnDelta, shownOnHand, supersedes, type SyncEffect } from '@oson/sync-core';
import type { Random } from '../random.ts';
import type { Call } from '../server/doors.ts';
import type { Reply } from '../server/model-server.ts';
import type { World } from '../world.ts';
import { type CachedRow, chainOf, Disk, type Identity, type Rec } from './disk.ts';
import { incarnationOf, recover, sealInto } from './journal-acts.ts';
import { Page } from './page.ts';

type SaveRows = Extract<SyncEffect, { type: 'save-rows' }>;
const KINDS = ['price', 'sku', 'stock', 'outcome'];

/** A till: a profile on a disk, a line to the network, clocks, and pages that come and go. */
export class Device {
  readonly name: string;
  readonly tenant: string;
  readonly terminal: string;
  readonly world: World;
  readonly random: Random;
  readonly disk: Disk;
  pages: Page[] = [];
  offline = false;
  frozen = false;
  /** Its power is off or its page closed until somebody starts it. */
  off = false;
  /** Gone for good: replaced, sold, moved away. */
  retired = false;
  wallOffset = 0;
  kinds: readonly string[] = KINDS;
  /** Sells an operation type that an older server does not know. */
  newApp = false;
  hadTwoTabs = false;
  readonly #bootId: string;

  constructor(world: World, name: string, tenant: string, terminal: string) {
    this.world = world;
    this.name = name;
    this.tenant = tenant;
    this.terminal = terminal;
    this.random = world.random.branch(`device/${name}`);
    this.disk = new Disk(world.clock, this.random.branch('disk'));
    this.#bootId = this.random.hex(8);
  }

  get monoMs(): number {
    return this.world.clock.now;
  }

  get wallMs(): number {
    return this.world.clock.now + this.wallOffset;
  }

  get page(): Page | null {
    return this.pages[0] ?? null;
  }

  get enrolled(): boolean {
    return this.disk.journal.identity !== null;
  }

  /** Starts the page: what storage says is compared first, and repaired from the second copy. */
  start(): void {
    if (this.pages.length > 0 || this.retired) return;
    this.off = false;
    this.frozen = false;
    const { disk } = this;
    for (const { op } of recover(disk.journal, disk.copy)) {
      const { incarnation, seq } = op;
      this.noteLoss({ incarnation, fromSeq: seq, toSeq: seq, cause: 'corrupt' });
    }
    if (!this.enrolled) return;
    const page = new Page(this, false);
    this.pages = [page];
    page.send({ type: disk.journal.losses.some(({ told }) => !told) ? 'report-wanted' : 'timer' });
  }

  secondTab(): void {
    if (!this.page || this.pages.length > 1) return;
    this.hadTwoTabs = true;
    const page = new Page(this, true);
    this.pages.push(page);
    page.send({ type: 'timer' });
  }

  /** All pages die at once. */
  close(): void {
    for (const page of this.pages) page.alive = false;
    this.pages = [];
    this.off = true;
  }

  noteLoss(loss: LossReport): void {
    const { journal } = this.disk;
    const same = journal.losses.some(
      (each) => each.incarnation === loss.incarnation && each.fromSeq === loss.fromSeq,
    );
    if (!same) journal.losses.push({ ...loss, told: false });
  }

  unsent(): (Rec & { op: Operation })[] {
    const { journal } = this.disk;
    const lives = [...journal.earlier, ...(journal.identity ? [journal.identity] : [])];
    const found: Rec[] = [];
    for (const life of lives) {
      for (const rec of chainOf(journal, incarnationOf(life))) {
        if (rec.state === 'sealed') found.push(rec);
      }
    }
    return found as (Rec & { op: Operation })[];
  }

  unsentOf(incarnation: string): { count: number; sum: number } {
    const unsent = chainOf(this.disk.journal, incarnation).filter(
      ({ state }) => state === 'sealed',
    );
    return { count: unsent.length, sum: unsent.reduce((sum, { amount }) => sum + amount, 0) };
  }

  /** A signed request; nobody answers while there is no line. */
  call(door: Call['door'], input: unknown, done: (reply: Reply) => void): void {
    const identity = this.disk.journal.identity as Identity;
    const { key } = identity;
    this.world.line.send(this, { door, incarnation: incarnationOf(identity), key, input }, done);
  }

  /**
   * A sale, paid and done: the receipt is printed when the disk has it and not before. Answers false
   * when this device cannot sell at all.
   */
  sell(
    type: string,
    body: (receipt: string) => object,
    about: Pick<Rec, 'deltas' | 'amount'>,
  ): boolean {
    const { page, disk, world } = this;
    if (!page || this.frozen || !this.enrolled || disk.journal.revoked) return false;
    world.hit('seal-begun', this);
    if (!page.alive) return true;
    const opId = this.random.id(world.clock.now);
    const clocks = { wallMs: this.wallMs, monoMs: this.monoMs, bootId: this.#bootId };
    let sealed: Rec | null = null;
    const apply = () => {
      const { rec, undo } = sealInto(disk.journal, { opId, type, body, clocks, ...about });
      sealed = rec;
      world.sealed(this, rec);
      return undo;
    };
    disk.strict(apply, (ok) => {
      if (!page.alive) return;
      if (!ok || !sealed) return world.refusedSale(this);
      world.hit('seal-durable', this);
      if (page.alive) this.#printed(sealed, page);
    });
    return true;
  }

  #printed(rec: Rec, page: Page): void {
    this.world.printed(this, rec);
    this.disk.append(rec.op as Operation);
    this.world.hit('printed', this);
    if (!page.alive) return;
    page.send({ type: 'sealed' });
    this.world.hit('copied', this);
  }

  /** Pulled rows, stash and cursor in one transaction. */
  writeRows({ answer, rows, stash, fresh }: SaveRows): () => void {
    const { catalogue } = this.disk;
    const before = {
      rows: new Map(catalogue.rows),
      stash: new Map(catalogue.stash),
      cursor: catalogue.cursor,
      through: catalogue.through,
    };
    if (fresh) {
      catalogue.rows = new Map();
      catalogue.stash = new Map();
    }
    for (const raw of rows) {
      const row: CachedRow = {
        kind: raw.kind,
        id: raw.id,
        version: raw.version,
        deleted: raw.deleted === true,
        data: raw.data ?? null,
      };
      const key = `${row.kind}:${row.id}`;
      if (supersedes(row, catalogue.rows.get(key))) catalogue.rows.set(key, row);
    }
    for (const raw of stash) {
      const key = `${raw.kind}:${raw.id}`;
      if (supersedes(raw, catalogue.stash.get(key))) catalogue.stash.set(key, raw);
    }
    catalogue.cursor = answer.cursor;
    if (fresh) catalogue.through = 0;
    if (!answer.more) catalogue.through = answer.cursor.n;
    this.world.checkCursor(this, before.cursor, answer, fresh);
    return () => Object.assign(catalogue, before);
  }

  /** On-hand of a SKU as the screen shows it. */
  onHand(sku: string): number | null {
    const { journal, catalogue } = this.disk;
    const store = journal.identity?.certificate.certificate.storeId ?? '';
    const row = catalogue.rows.get(`stock:${store}:${sku}`);
    if (!row || row.deleted) return null;
    const own: OwnDelta[] = [];
    for (const { deltas, n, epoch, state } of journal.records.values()) {
      const ends = state === 'rejected';
      for (const { sku: moved, delta } of deltas) {
        if (moved === sku) own.push({ delta, n, epoch, ends });
      }
    }
    const pulled = row.data as { quantity: number; n: number };
    const { cursor, through } = catalogue;
    return shownOnHand({ ...pulled, through, epoch: cursor?.epoch ?? null }, own);
  }
}
