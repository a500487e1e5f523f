import pg from 'pg';
import { type Client, presentStrand, type Step, type Strand, WorkerEnded } from './strand.ts';

/** Who lets steps pass; one at a time in a process. */
export type GateKeeper = {
  /** A step has come to the gate and waits. */
  arrived: (strand: Strand) => void;
  /** Nobody schedules any more: all pass. */
  readonly isOpen: boolean;
  /** The time of the simulated world, ms. */
  nowMs: () => number;
};

let keeper: GateKeeper | null = null;
let isInstalled = false;
const setTimer = globalThis.setTimeout;

/** From now on all statements of strands wait for this keeper; null: statements pass as they come. */
export function keepGate(next: GateKeeper | null): void {
  if (!isInstalled) install();
  isInstalled = true;
  keeper = next;
}

type Query = string | { text?: string; values?: unknown[] };
type Callback = (error: unknown, result?: unknown) => void;
type Send = (this: Client, ...args: unknown[]) => unknown;

function install(): void {
  const prototype = pg.Client.prototype as unknown as { query: Send };
  const send = prototype.query;
  prototype.query = function query(this: Client, ...args: unknown[]) {
    const strand = presentStrand();
    if (!strand || !keeper || keeper.isOpen) return send.apply(this, args);
    const callback = args.find((arg) => typeof arg === 'function') as Callback | undefined;
    const plain = withoutTimeouts(args.filter((arg) => typeof arg !== 'function'));
    const answer = pass(strand, {
      client: this,
      text: textOf(plain[0] as Query),
      send: (text) => send.apply(this, text === undefined ? plain : [text]) as Promise<unknown>,
    });
    if (!callback) return answer;
    answer.then((result) => callback(null, result), callback);
    return undefined;
  };
  virtualTime();
}

const textOf = (query: Query) => (typeof query === 'string' ? query : (query.text ?? ''));

/** Takes part in the schedule; settled when the keeper has let the step pass and it was answered. */
export function pass(strand: Strand, step: Pick<Step, 'client' | 'text' | 'send'>) {
  if (strand.isDead) return Promise.reject(new WorkerEnded());
  return new Promise<unknown>((resolve, reject) => {
    strand.queue.push({ ...step, resolve, reject });
    keeper?.arrived(strand);
  });
}

/** Lets others go first for as long as the schedule wants. */
export async function pause(strand: Strand, text: string): Promise<void> {
  await pass(strand, { client: null, text, send: () => Promise.resolve() });
}

const TIMEOUT = /set_config\('(lock|statement)_timeout'/;

/** Nobody waits in the world's time, so no timeout of the database's own may strike: it is drawn. */
function withoutTimeouts(args: unknown[]): unknown[] {
  const [query, values] = args as [Query, unknown[] | undefined];
  if (!TIMEOUT.test(textOf(query))) return args;
  if (typeof query === 'string') return [query.replace(/(_timeout', )'\d+'/g, "$1'0'")];
  const zeros = (all: unknown[] | undefined) => all?.map(() => '0');
  return [{ ...query, values: zeros(query.values) }, ...(values ? [zeros(values)] : [])];
}

/** Pauses between tries are this long; anything longer guards something and is real. */
const SHORT_MS = { from: 20, to: 500 };

/** Clocks and short pauses of the simulated code are the world's. */
function virtualTime(): void {
  const real = globalThis.Date;
  const now = () => keeper?.nowMs() ?? real.now();
  globalThis.Date = new Proxy(real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  const timer = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const strand = presentStrand();
    const isShort = ms >= SHORT_MS.from && ms <= SHORT_MS.to;
    if (!strand || !keeper || !isShort) return setTimer(act, ms, ...args);
    // A strand that has ended meanwhile sleeps for ever.
    pause(strand, 'sleep').then(
      () => act(...args),
      () => undefined,
    );
    return undefined;
  };
  globalThis.setTimeout = Object.assign(timer, setTimer) as unknown as typeof setTimeout;
}

/** Waits in real time, whatever the world's time does. */
export function realPause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimer(resolve, ms));
}
