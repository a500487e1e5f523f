import type { Random } from '../model/random.ts';
import type { Trace } from '../model/trace.ts';
import { type GateKeeper, pause, realPause } from './gate.ts';
import type { Monitor } from './monitor.ts';
import { presentStrand, runAs, type Step, Strand, WorkerEnded } from './strand.ts';

/** How the next one is drawn: all alike, mostly the same again, or by ranks that change seldom. */
export type Mode = 'even' | 'sticky' | 'ranked';
/** `taken`: a fault has taken the step's place, and it was answered or sent otherwise. */
export type Verdict = 'pass' | 'taken';

export type SchedulerPorts = {
  random: Random;
  trace: Trace;
  monitor: Monitor;
  mode: Mode;
  /** Looks at a step before it is sent. */
  onStep: (strand: Strand, step: Step) => Promise<Verdict>;
  /** A statement was found to wait for a lock. */
  onBlocked: (strand: Strand) => Promise<void>;
};

const TICK_MS = 40;
const LOOK_AFTER_MS = 12;
const STUCK_AFTER_MS = 60_000;
const STICKY = 0.85;
const RANK_CHANGE = 0.03;

/**
 * Lets one of many strands go one step at a time. A statement that waits for a lock is seen by the
 * database's own lock table, and somebody else goes on meanwhile: so the interleaving is the seed's.
 */
export class Scheduler implements GateKeeper {
  readonly #ports: SchedulerPorts;
  #strands: Strand[] = [];
  #now: number;
  #events = 0;
  #wake: () => void = () => undefined;
  #last: Strand | null = null;
  steps = 0;
  deadlocks = 0;
  waits = 0;
  isOpen = false;

  constructor(ports: SchedulerPorts, nowMs: number) {
    this.#ports = ports;
    this.#now = nowMs;
  }

  nowMs(): number {
    return this.#now;
  }

  arrived(): void {
    this.#events += 1;
    this.#wake();
  }

  /** A person or a till: makes requests, is never inside the worker. */
  begin(name: string, act: (strand: Strand) => Promise<void>): void {
    const strand = this.#add(name, false);
    void this.#live(strand, () => act(strand));
  }

  /**
   * A request inside the worker. Rejects with WorkerEnded when the worker ends before its answer.
   * `aside`: whoever asks goes on meanwhile.
   */
  async request<T>(name: string, act: () => Promise<T>, aside = false): Promise<T> {
    const caller = aside ? undefined : presentStrand();
    const strand = this.#add(name, true);
    const ended = new Promise<never>((_, reject) => {
      this.#ends.set(strand, () => reject(new WorkerEnded()));
    });
    ended.catch(() => undefined);
    if (caller) caller.waits += 1;
    try {
      return await Promise.race([this.#live(strand, act), ended]);
    } finally {
      if (caller) caller.waits -= 1;
      this.#ends.delete(strand);
    }
  }

  readonly #ends = new Map<Strand, () => void>();

  #add(name: string, isRequest: boolean): Strand {
    const strand = new Strand(name, isRequest);
    // By its name, so that the order in which two are made at once decides nothing.
    strand.rank = this.#ports.random.branch(name).next();
    this.#strands.push(strand);
    return strand;
  }

  async #live<T>(strand: Strand, act: () => Promise<T>): Promise<T> {
    try {
      return await runAs(strand, async () => {
        await pause(strand, 'begins');
        return act();
      });
    } finally {
      strand.isDone = true;
      this.arrived();
    }
  }

  /** Everything inside the worker is gone; whoever asked gets no answer. */
  async endWorker(): Promise<void> {
    const dead = this.#strands.filter((strand) => strand.isRequest && !strand.isDone);
    for (const strand of dead) {
      strand.isDead = true;
      for (const step of [strand.running, ...strand.queue]) step?.reject(new WorkerEnded());
      strand.queue.length = 0;
      strand.running = null;
      this.#ends.get(strand)?.();
    }
    await this.#ports.monitor.endAll();
    this.arrived();
  }

  /** Runs until every strand has come to its end. */
  async run(): Promise<void> {
    for (;;) {
      await this.#quiet();
      this.#strands = this.#strands.filter(({ isDone, isDead }) => !isDone && !isDead);
      if (this.#strands.length === 0) return;
      const ready = this.#strands.filter(({ isReady }) => isReady).sort(byName);
      if (ready.length === 0) await this.#breakDeadlock();
      else await this.#go(this.#draw(ready));
    }
  }

  #draw(ready: readonly Strand[]): Strand {
    const { random, mode } = this.#ports;
    const last = this.#last;
    if (mode === 'sticky' && last && ready.includes(last) && random.chance(STICKY)) return last;
    if (mode !== 'ranked') return random.pick(ready);
    const first = ready.reduce((best, strand) => (strand.rank > best.rank ? strand : best));
    // Now and then the first one falls behind all others: a bug of that depth is met with a bound.
    if (random.chance(RANK_CHANGE)) first.rank = -this.steps;
    return first;
  }

  async #go(strand: Strand): Promise<void> {
    const step = strand.queue.shift() as Step;
    this.#last = strand;
    this.#now += TICK_MS;
    this.steps += 1;
    strand.running = step;
    strand.isBlocked = false;
    this.#ports.trace.note(`${strand.name} ${headOf(step.text)}`);
    if ((await this.#ports.onStep(strand, step)) === 'pass') this.#send(strand, step);
  }

  #send(strand: Strand, step: Step, text?: string): void {
    step.send(text).then(
      (value) => this.#answered(strand, step, () => step.resolve(value)),
      (fault: unknown) => this.#answered(strand, step, () => step.reject(blamed(strand, fault))),
    );
  }

  /** Sends something else in the place of a step. */
  replace(strand: Strand, step: Step, text: string): void {
    this.#send(strand, step, text);
  }

  /** Answers a step with a fault. */
  fail(strand: Strand, step: Step, fault: Error): void {
    this.#answered(strand, step, () => step.reject(fault));
  }

  #answered(strand: Strand, step: Step, tell: () => void): void {
    if (strand.running === step) strand.running = null;
    strand.isBlocked = false;
    tell();
    this.arrived();
  }

  /** Nobody works and every statement that was sent is answered or waits for a lock. */
  async #quiet(): Promise<void> {
    const start = performance.now();
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const seen = this.#events;
      if (this.#strands.some(({ isThinking }) => isThinking)) {
        await this.#change(seen, 50);
      } else {
        const running = this.#strands.filter((strand) => strand.running !== null && !strand.isDead);
        const isNews = running.some(({ isBlocked }) => !isBlocked);
        if (running.length === 0) return;
        if (isNews) await this.#change(seen, LOOK_AFTER_MS);
        if (this.#events === seen && (await this.#allBlocked(running, seen))) return;
      }
      if (performance.now() - start > STUCK_AFTER_MS) throw new Error(`stuck: ${this.#whereAll()}`);
    }
  }

  async #allBlocked(running: readonly Strand[], seen: number): Promise<boolean> {
    const pids = running.map(({ running: step }) => step?.client?.processID ?? 0);
    const waiting = await this.#ports.monitor.waiting(pids);
    if (this.#events !== seen || waiting.size < running.length) return false;
    for (const strand of running) {
      if (strand.isBlocked) continue;
      strand.isBlocked = true;
      this.waits += 1;
      this.#ports.trace.note(`${strand.name} waits`);
      await this.#ports.onBlocked(strand);
    }
    return this.#events === seen;
  }

  /** Waits until something has happened since, at most so long. */
  async #change(seen: number, ms: number): Promise<void> {
    if (this.#events !== seen) return;
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([woken, realPause(ms)]);
  }

  /** All wait for one another: the database would choose one after its deadlock timeout, as here. */
  async #breakDeadlock(): Promise<void> {
    const blocked = this.#strands.filter(({ isBlocked }) => isBlocked).sort(byName);
    const victim = blocked.at(-1);
    if (!victim) throw new Error(`nobody can go on: ${this.#whereAll()}`);
    this.deadlocks += 1;
    await this.cancel(victim, '40P01');
  }

  /** Ends the statement that a strand waits in, as if by this SQLSTATE. */
  async cancel(strand: Strand, sqlState: string): Promise<void> {
    const pid = strand.running?.client?.processID;
    if (pid === undefined) return;
    strand.blame = sqlState;
    strand.isBlocked = false;
    this.#ports.trace.note(`${strand.name} cancelled ${sqlState}`);
    const seen = this.#events;
    await this.#ports.monitor.cancel(pid);
    while (this.#events === seen) await this.#change(seen, 50);
  }

  #whereAll(): string {
    return this.#strands
      .map(({ name, running, queue, waits }) => {
        const at = running
          ? `in ${headOf(running.text)}`
          : `${queue.length} queued, ${waits} waits`;
        return `${name} ${at}`;
      })
      .join('; ');
  }
}

function blamed(strand: Strand, fault: unknown): unknown {
  const { blame } = strand;
  strand.blame = null;
  if (blame === null || typeof fault !== 'object' || fault === null) return fault;
  return Object.assign(fault, { code: blame });
}

const byName = (a: Strand, b: Strand) => (a.name < b.name ? -1 : 1);
const HEAD = 60;
const headOf = (text: string) =>
  text
    .replace(/[0-9a-f-]{36}/g, 'id')
    .replace(/\s+/g, ' ')
    .slice(0, HEAD);
