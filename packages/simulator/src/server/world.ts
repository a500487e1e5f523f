import { inspect } from 'node:util';
import { type Operation, sha256Hex } from '@oson/contract';
import type { Database } from '@oson/db';
import type { PrintedReceipt } from '@oson/outside-checker';
import { Random } from '../model/random.ts';
import { Trace } from '../model/trace.ts';
import { Doors } from './doors.ts';
import { Faults, MADE } from './faults.ts';
import { Office } from './office.ts';
import type { Plan } from './plan.ts';
import type { Postgres } from './postgres.ts';
import { Scheduler } from './scheduler.ts';
import type { Shop } from './shops.ts';
import { Till } from './till.ts';
import type { Strand } from './strand.ts';
import { pause } from './gate.ts';

/** A promise that was broken, found while the world ran or at its end. */
export class BrokenPromise extends Error {
  readonly invariant: string;
  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** What all seeds of a run share: the server, and the shops on their first morning. */
export type Ground = { postgres: Postgres; shops: readonly Shop[]; nowMs: number };

export type Printed = PrintedReceipt & { opId: string };
type Receipt = { opId: string; receiptNumber: string; gross: number; poison: boolean };
const POISON = 0.03;
/** What a lost database looks like, from wherever it is told. */
const OF_THE_MOMENT =
  /\b(08\w{3}|40001|40P01|53\w{3}|55P03|57P0\d|57014|P1017|P2028|P2034|ECONNRESET|EPIPE)\b|Connection terminated|not queryable|closed the connection|connection error/;

/** Tills, office, worker and database of one seed. */
export class World {
  readonly plan: Plan;
  readonly random: Random;
  readonly trace: Trace;
  readonly scheduler: Scheduler;
  readonly doors: Doors;
  readonly postgres: Postgres;
  readonly shops: readonly Shop[];
  readonly tills: Till[] = [];
  readonly counts: Record<string, number> = {};
  readonly receipts: Printed[] = [];
  readonly poison = new Set<string>();
  /** Documents whose booking was answered, since the last restore. */
  readonly booked = new Map<string, { skuId: string; quantity: number }[]>();
  /** The price that the office last saw, by SKU. */
  readonly prices = new Map<string, number>();
  readonly #priceSteps = new Set<string>();
  isHealing = false;
  restores = 0;
  /** Found inside a strand; the first one counts. */
  failure: BrokenPromise | null = null;

  constructor(plan: Plan, { postgres, shops, nowMs }: Ground, keepLines = 0) {
    this.plan = plan;
    this.postgres = postgres;
    this.shops = shops.slice(0, plan.tenants);
    this.random = new Random(`server/${plan.seed}`);
    this.trace = new Trace(keepLines);
    const faults = new Faults({
      aims: plan.aims,
      postgres,
      scheduler: () => this.scheduler,
      count: (fault) => this.count(fault),
      restored: () => this.#restored(),
    });
    this.scheduler = new Scheduler(
      {
        random: this.random.branch('schedule'),
        trace: this.trace,
        monitor: postgres.monitor,
        mode: plan.mode,
        onStep: (strand, step) => faults.onStep(strand, step),
        onBlocked: (strand) => faults.onBlocked(strand),
      },
      nowMs,
    );
    this.doors = new Doors(postgres.db, () => this.nowMs());
  }

  get db(): Database {
    return this.postgres.db;
  }

  nowMs(): number {
    return this.scheduler.nowMs();
  }

  count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    this.trace.note(`count ${name}`);
  }

  broken(invariant: string, message: string): never {
    const broken = new BrokenPromise(invariant, message);
    this.failure ??= broken;
    throw broken;
  }

  /** Everybody goes to work; ends when all have come home. */
  async trade(): Promise<void> {
    for (const [index, shop] of this.shops.entries()) {
      for (const terminal of shop.terminals.slice(0, this.plan.tillsPerTenant)) {
        const name = `till-${this.tills.length}`;
        this.tills.push(new Till(this, name, shop, terminal));
      }
      const office = new Office(this, shop, `office-${index}`);
      this.#begin(`office-${index}`, (strand) => office.work(strand, this.plan.acts));
    }
    for (const till of this.tills) this.#begin(till.name, (strand) => this.#day(strand, till));
    await this.scheduler.run();
    if (this.restores > 0) await this.#comeBack();
    if (this.scheduler.deadlocks > 0)
      this.broken('SRV17', 'two transactions waited for each other');
    if (this.failure) throw this.failure;
  }

  /** After a restore all tills speak up at once, and each of them finds it. */
  async #comeBack(): Promise<void> {
    for (const till of this.tills) {
      this.#begin(`${till.name} again`, async (strand) => {
        await pause(strand, 'comes back');
        await till.hello();
        if (!till.revoked) await till.pull();
      });
    }
    await this.scheduler.run();
  }

  async #day(strand: Strand, till: Till): Promise<void> {
    const { rounds, opsPerRound, clone } = this.plan;
    for (let round = 0; round < rounds; round++) {
      await pause(strand, 'sells');
      const count = till.revoked ? 0 : till.random.between(1, opsPerRound);
      for (let op = 0; op < count; op++) till.sell(till.random.chance(POISON));
      if (clone && round === 0 && till.name === 'till-0') this.#clone(till);
      await till.sync();
    }
  }

  #clone(origin: Till): void {
    const twin = new Till(this, 'twin', origin.shop, origin.life.terminal);
    twin.copyProfile(origin);
    this.tills.push(twin);
    this.count('clone');
    this.#begin('twin', (strand) => this.#day(strand, twin));
  }

  #begin(name: string, act: (strand: Strand) => Promise<void>): void {
    this.scheduler.begin(name, async (strand) => {
      try {
        await act(strand);
      } catch (error) {
        this.failure ??=
          error instanceof BrokenPromise ? error : new BrokenPromise('error', inspect(error));
      }
    });
  }

  async request<T>(name: string, act: () => Promise<T>): Promise<T> {
    return this.isHealing ? act() : this.scheduler.request(name, act);
  }

  /** The same again, as a line does that sends twice: nobody waits for the answer. */
  aside(name: string, act: () => Promise<unknown>): void {
    this.scheduler.request(name, act, true).catch((fault: unknown) => this.met(name, fault));
  }

  /** Refusals and faults of the moment are for people to try again; anything else is ours. */
  met(name: string, fault: unknown): void {
    const text = inspect(fault, { depth: 6 });
    const isExpected = /OsonError|WorkerEnded/.test(text) || text.includes(MADE);
    if (isExpected || (OF_THE_MOMENT.test(text) && !this.isHealing)) return;
    this.failure ??= new BrokenPromise('FAULT', `${name}: ${text.slice(0, 600)}`);
  }

  /** A price was changed from the one that was seen; another one meanwhile must have been told. */
  priceSet(skuId: string, { from, to }: { from: number; to: number }): void {
    if (from === to) return;
    if (this.#priceSteps.has(`${skuId} ${from}`)) {
      this.broken('PRICE', `two people have changed ${skuId} from ${from}, and both were told yes`);
    }
    this.#priceSteps.add(`${skuId} ${from}`);
    // Back at a price that it had: whoever sees it may change it again.
    this.#priceSteps.delete(`${skuId} ${to}`);
    this.prices.set(skuId, to);
  }

  /** Its body was erased by the owner, in this world or before a restore. */
  isErased({ body }: Operation): boolean {
    const digest = sha256Hex(body);
    return this.doors.outside.some(
      (fact) => fact.kind === 'erased' && fact.bodies.includes(digest),
    );
  }

  printed({ shop }: Till, { poison, ...receipt }: Receipt): void {
    this.receipts.push({ tenantId: shop.tenantId, ...receipt });
    this.sealedOther(receipt.opId, poison);
  }

  sealedOther(opId: string, poison: boolean): void {
    if (poison) this.poison.add(opId);
  }

  #restored(): void {
    this.restores += 1;
    this.booked.clear();
    this.prices.clear();
    this.#priceSteps.clear();
    for (const till of this.tills) till.forgetAnswers();
  }
}
