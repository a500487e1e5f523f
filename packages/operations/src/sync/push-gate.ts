import { type Admit, OsonError } from '@oson/contract';
import { admitFor, isLive, isRefused, type Load } from './admit.ts';

export type GateOptions = {
  /** Pushes that work at the same time; more would only wait for a connection. */
  places: number;
  /** How late the event loop is, ms. */
  loopLagMs: () => number;
  /** A clock that never goes back, ms. */
  monoMs: () => number;
  random: () => number;
};

type Waiter = () => void;
type Timed = { ms: number; at: number };

/** Pushes of this long count for the figure of the slower ones. */
const REMEMBERED_MS = 5000;
const REMEMBERED_MAX = 200;
const SLOWER = 0.95;

/**
 * The way of pushes to the database of one process. Live sales go before backlog; when too much
 * waits, backlog is refused with BUSY and told when to come again, and stays on its terminal.
 */
export class PushGate {
  readonly #options: GateOptions;
  readonly #live: Waiter[] = [];
  readonly #backlog: Waiter[] = [];
  #working = 0;
  #took: Timed[] = [];

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** What the process measures of itself now. */
  load(): Load {
    const since = this.#options.monoMs() - REMEMBERED_MS;
    this.#took = this.#took.filter(({ at }) => at >= since).slice(-REMEMBERED_MAX);
    const sorted = this.#took.map(({ ms }) => ms).sort((a, b) => a - b);
    return {
      loopLagMs: this.#options.loopLagMs(),
      waiting: this.#live.length + this.#backlog.length,
      pushMs: sorted[Math.floor(sorted.length * SLOWER)] ?? 0,
    };
  }

  /** What a terminal is told with its answer. */
  admit(): Admit {
    return admitFor(this.load(), this.#options.random());
  }

  /** Runs a push when its turn comes. BUSY, with `admit` in its details, when it cannot be taken. */
  async run<T>(ops: number, act: () => Promise<T>): Promise<T> {
    const load = this.load();
    if (isRefused(load, ops)) {
      throw new OsonError('BUSY', { ...admitFor(load, this.#options.random()) });
    }
    await this.#enter(isLive(ops));
    const from = this.#options.monoMs();
    try {
      return await act();
    } finally {
      const at = this.#options.monoMs();
      this.#took.push({ ms: at - from, at });
      this.#leave();
    }
  }

  #enter(live: boolean): Promise<void> {
    if (this.#working < this.#options.places) {
      this.#working += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => (live ? this.#live : this.#backlog).push(resolve));
  }

  /** The place goes on to the one who waits; a live sale first. */
  #leave(): void {
    const next = this.#live.shift() ?? this.#backlog.shift();
    if (next) next();
    else this.#working -= 1;
  }
}
