import type { Trace } from '../model/trace.ts';

/** One run of a page: what it had in line dies with it. */
export type Life = { name: string; alive: boolean; begin: () => void };

type Task = { at: number; order: number; life: Life | null; act: () => void; every: number | null };

// The real ones, before they are replaced: only they let the promises that are due run.
const realImmediate = globalThis.setImmediate;

/**
 * Timers, clocks and randomness of the whole process under one hand. Tasks run one after the other
 * in the order of their time; between two of them every promise that is due has run.
 */
export class VirtualTime {
  now = 0;
  /** Time in which nothing happened. */
  skipped = 0;
  /** Whose task is running: what it puts in line belongs to the same life. */
  running: Life | null = null;
  readonly #trace: Trace;
  readonly #tasks = new Map<number, Task>();
  #order = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Puts these timers and clocks in the place of the process's own. */
  install(epochMs: number, random: () => number): () => void {
    const before = new Map<string, PropertyDescriptor | undefined>();
    const replace = (on: object, key: string, value: unknown) => {
      before.set(key, Object.getOwnPropertyDescriptor(on, key));
      Object.defineProperty(on, key, { value, configurable: true, writable: true });
    };
    const later = (act: () => void, inMs = 0) => this.#add(inMs, act, null);
    replace(globalThis, 'setImmediate', (act: () => void) => this.#add(0, act, null));
    replace(globalThis, 'setTimeout', later);
    replace(globalThis, 'setInterval', (act: () => void, ms: number) => this.#add(ms, act, ms));
    for (const key of ['clearTimeout', 'clearInterval', 'clearImmediate']) {
      replace(globalThis, key, (id: number | undefined) => this.#tasks.delete(id ?? -1));
    }
    replace(Date, 'now', () => epochMs + Math.floor(this.now));
    replace(Math, 'random', random);
    replace(performance, 'now', () => this.now);
    return () => {
      for (const [key, old] of before) {
        const on = key === 'random' ? Math : key === 'now' ? null : globalThis;
        if (on && old) Object.defineProperty(on, key, old);
      }
      Object.defineProperty(Date, 'now', {
        value: realDateNow,
        configurable: true,
        writable: true,
      });
      Object.defineProperty(performance, 'now', {
        value: realPerformanceNow,
        configurable: true,
        writable: true,
      });
    };
  }

  /** Something of the world, or of a life when one is named. */
  after(inMs: number, act: () => void, life: Life | null = null): void {
    this.#tasks.set(++this.#order, {
      at: this.now + Math.max(0, inMs),
      order: this.#order,
      life,
      act,
      every: null,
    });
  }

  /** Takes everything that a life had in line. */
  end(life: Life): void {
    life.alive = false;
    for (const [id, task] of this.#tasks) if (task.life === life) this.#tasks.delete(id);
  }

  /** Nobody does anything for a while: what pages had in line is due at once, the world goes on after. */
  leap(ms: number): void {
    this.now += ms;
    this.skipped += ms;
    for (const task of this.#tasks.values()) if (task.life === null) task.at += ms;
  }

  /** Runs until nothing is due before `until`, or `isDone` says so. */
  async run(until: number, isDone: () => boolean = () => false): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => void realImmediate(resolve));
      if (isDone()) return;
      const next = this.#next();
      if (!next || next.at > until) {
        this.now = Math.max(this.now, until);
        return;
      }
      this.#tasks.delete(next.order);
      this.now = Math.max(this.now, next.at);
      this.running = next.life;
      next.life?.begin();
      if (next.every !== null) this.#add(next.every, next.act, next.every);
      next.act();
    }
  }

  note(line: string): void {
    this.#trace.note(`${Math.floor(this.now)} ${line}`);
  }

  #next(): Task | undefined {
    let first: Task | undefined;
    for (const task of this.#tasks.values()) {
      if (!first || task.at < first.at || (task.at === first.at && task.order < first.order)) {
        first = task;
      }
    }
    return first;
  }

  #add(inMs: number, act: () => void, every: number | null): number {
    const life = this.running;
    // What a dead page still wants to do, nobody does.
    if (life && !life.alive) return 0;
    this.#order += 1;
    const at = this.now + Math.max(0, inMs || 0);
    this.#tasks.set(this.#order, { at, order: this.#order, life, act, every });
    return this.#order;
  }
}

const realDateNow = Date.now;
const realPerformanceNow = performance.now.bind(performance);
