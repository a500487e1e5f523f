import { type Admit, OPS_PER_PUSH_MAX, OsonError } from '@oson/contract';
import { admitFor, isLive, isRefused, type Load, pressureOf } from './admit.ts';

export type GateOptions = {
  /** Pushes that work at the same time; more would only wait for a connection. */
  places: number;
  /** Of them, at most so many for backlog: a live sale finds a place free. All unless told. */
  backlogPlaces?: number;
  /** Requests of backlog that are under way from their first byte on; they count as waiting. */
  underWay?: () => number;
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
  #backlogWorking = 0;
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
      waiting: Math.max(this.#live.length + this.#backlog.length, this.#options.underWay?.() ?? 0),
      pushMs: sorted[Math.floor(sorted.length * SLOWER)] ?? 0,
    };
  }

  /** What a terminal is told with its answer. */
  admit(): Admit {
    return admitFor(this.load(), this.#options.random());
  }

  /** Whether the process has more to do than it should: what can wait waits. */
  isBusy(): boolean {
    return pressureOf(this.load()) >= 1;
  }

  /** Whether so many wait that backlog would be refused: told before its body is read. */
  get isCrowded(): boolean {
    return isRefused({ loopLagMs: 0, waiting: this.load().waiting, pushMs: 0 }, OPS_PER_PUSH_MAX);
  }

  /** Runs a push when its turn comes. BUSY, with `admit` in its details, when it cannot be taken. */
  async run<T>(ops: number, act: () => Promise<T>): Promise<T> {
    const load = this.load();
    if (isRefused(load, ops)) {
      throw new OsonError('BUSY', { ...admitFor(load, this.#options.random()) });
    }
    const live = isLive(ops);
    await this.#enter(live);
    const from = this.#options.monoMs();
    try {
      return await act();
    } finally {
      const at = this.#options.monoMs();
      this.#took.push({ ms: at - from, at });
      this.#leave(live);
    }
  }

  #enter(live: boolean): Promise<void> {
    if (this.#hasPlace(live)) {
      this.#take(live);
      return Promise.resolve();
    }
    return new Promise((resolve) => (live ? this.#live : this.#backlog).push(resolve));
  }

  #hasPlace(live: boolean): boolean {
    const { places, backlogPlaces = places } = this.#options;
    return this.#working < places && (live || this.#backlogWorking < backlogPlaces);
  }

  #take(live: boolean): void {
    this.#working += 1;
    if (!live) this.#backlogWorking += 1;
  }

  /** The place goes on to one who waits; a live sale first. */
  #leave(live: boolean): void {
    this.#working -= 1;
    if (!live) this.#backlogWorking -= 1;
    for (const isNextLive of [true, false]) {
      const waiting = isNextLive ? this.#live : this.#backlog;
      const next = this.#hasPlace(isNextLive) ? waiting.shift() : undefined;
      if (!next) continue;
      this.#take(isNextLive);
      next();
      return;
    }
  }
}
