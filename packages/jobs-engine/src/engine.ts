import type pg from 'pg';
import { readCron, unsupportedIn } from './check-functions.ts';
import {
  acceptEvent,
  completeEvents,
  type IncomingEvent,
  type Registered,
  startRun,
} from './event-intake.ts';
import { inTransaction, openPool, type Tx } from './pool.ts';
import {
  attemptsOf,
  type FunctionConfig,
  limitOf,
  type QueueItem,
  type RunRow,
} from './protocol.ts';
import { type Claimed, type CronItem, Queue } from './queue.ts';
import { type SdkAnswer, type SdkClient, sdkClient } from './sdk-client.ts';
import { finish, type Settlement, settleAnswer, settleWake } from './settle-answer.ts';
import {
  finishedSteps,
  loadFunctions,
  lockRunning,
  pruneOlderThan,
  readRun,
  saveFunctions,
} from './store.ts';

export type EngineOptions = {
  /** Address of the jobs role; the tables come from the migrations. */
  connectionString: string;
  /** Shared with the SDK; signs every call. */
  signingKey: string;
  onError?: (error: Error) => void;
  /** Calls under way at once. */
  slots?: number;
  heartbeatS?: number;
  pollMs?: number;
  /** Waits between attempts, in ms, instead of the protocol's; tests shorten them. */
  backoff?: (attempt: number) => number;
};

const SLOTS = 20;
const HEARTBEAT_S = 15;
const BEAT_MS = 4000;
const POLL_MS = 1000;
const ERROR_PAUSE_MS = 1000;
const GRACE_MS = 20_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts an embedded executor; several may run against one database. */
export async function startEngine(options: EngineOptions): Promise<JobsEngine> {
  const engine = new JobsEngine(options);
  await engine.start();
  return engine;
}

/** Drives functions of the unmodified SDK over HTTP, with all state in Postgres. */
export class JobsEngine {
  readonly #options: EngineOptions;
  readonly #pool: pg.Pool;
  readonly #queue: Queue;
  readonly #sdk: SdkClient;
  readonly #registry = new Map<string, Registered>();
  readonly #wakers = new Map<string, () => void>();
  readonly #loops: Promise<void>[] = [];
  #stopped = false;
  #underWay = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#pool = openPool(options.connectionString, 10);
    this.#sdk = sdkClient(options.signingKey);
    this.#queue = new Queue({
      connectionString: options.connectionString,
      pool: this.#pool,
      heartbeatS: options.heartbeatS ?? HEARTBEAT_S,
      onError: (error) => this.#complain(error),
    });
  }

  async start(): Promise<void> {
    await this.#queue.start();
    for (const row of await inTransaction(this.#pool, loadFunctions)) {
      await this.#activate(row.config, row.url);
    }
    await this.#queue.onCron((item, id) => this.#startScheduled(item, id));
    await this.#queue.onDead((item) => this.#failUndelivered(item));
  }

  /** Registers the functions of a serve address; refuses, by name, what is not supported. */
  async sync(url: string): Promise<string[]> {
    const functions = await this.#sdk.functionsAt(url);
    const faults = unsupportedIn(functions);
    if (faults.length > 0) {
      throw new Error(`not supported by the embedded engine:\n  ${faults.join('\n  ')}`);
    }
    await inTransaction(this.#pool, (tx) => saveFunctions(tx, functions));
    for (const config of functions) await this.#activate(config, config.steps.step.runtime.url);
    return functions.map((config) => config.id);
  }

  /** Takes events in; returns their ids. An id seen before starts nothing. */
  async ingest(events: IncomingEvent[], seed: string | null): Promise<string[]> {
    const complete = completeEvents(events, seed, Date.now());
    await inTransaction(this.#pool, async (tx) => {
      for (const event of complete) await acceptEvent(tx, this.#queue, this.#registry, event);
    });
    this.#nudge();
    return complete.map((event) => event.id);
  }

  /** Deletes ended runs and events older than `days`. */
  prune(days: number): Promise<number> {
    return inTransaction(this.#pool, (tx) => pruneOlderThan(tx, days));
  }

  /** Waits for calls under way (at most `graceMs`), then lets go of the database. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    this.#stopped = true;
    this.#nudge();
    const deadline = Date.now() + graceMs;
    while (this.#underWay > 0 && Date.now() < deadline) await pause(20);
    await Promise.all(this.#loops);
    await this.#queue.stop();
    await this.#pool.end();
  }

  async #activate(config: FunctionConfig, url: string): Promise<void> {
    const name = this.#queue.nameFor(config);
    this.#registry.set(config.id, { config, url, queue: name });
    for (const [index, trigger] of config.triggers.entries()) {
      if (!trigger.cron) continue;
      const { zone, fields } = readCron(trigger.cron);
      const key = `${config.id}.${index}`.replaceAll(/[^\w.-]/g, '_');
      const item = { functionId: config.id, cron: trigger.cron };
      await this.#queue.schedule(fields, item, zone, key);
    }
    if (this.#wakers.has(name)) return;
    this.#wakers.set(name, () => undefined);
    await this.#queue.make(name);
    this.#loops.push(this.#poll(name, limitOf(config)?.limit ?? null));
  }

  async #poll(name: string, limit: number | null): Promise<void> {
    while (!this.#stopped) {
      const room = (this.#options.slots ?? SLOTS) - this.#underWay;
      const claim = room > 0 ? this.#queue.claim(name, room, limit) : Promise.resolve([]);
      const jobs = await claim.catch((error: Error) => this.#complain(error));
      for (const job of jobs ?? []) void this.#work(name, job);
      if (jobs === null) await pause(ERROR_PAUSE_MS);
      else if (jobs.length === 0) await this.#untilWoken(name);
    }
  }

  async #work(name: string, job: Claimed): Promise<void> {
    this.#underWay++;
    try {
      await this.#handle(job);
    } catch (error) {
      this.#complain(error as Error);
    } finally {
      this.#underWay--;
      this.#wakers.get(name)?.();
    }
  }

  async #handle(job: Claimed): Promise<void> {
    const item = job.data;
    const run = await inTransaction(this.#pool, (tx) => readRun(tx, item.runId));
    const registered = run ? this.#registry.get(run.function_id) : undefined;
    if (!run || !registered || run.status !== 'running') {
      return this.#settle(job, async () => undefined);
    }
    if (item.kind === 'wake') {
      return this.#settle(job, (tx) =>
        settleWake(this.#settlement(tx, registered), item.runId, item.stepId),
      );
    }
    const answer = await this.#call(job, registered, run, item);
    return this.#settle(job, (tx) => settleAnswer(this.#settlement(tx, registered), item, answer));
  }

  async #call(
    job: Claimed,
    registered: Registered,
    run: RunRow,
    item: { stepId: string; attempt: number },
  ): Promise<SdkAnswer> {
    const steps = await inTransaction(this.#pool, (tx) => finishedSteps(tx, run.id));
    // A beat that fails is not fatal: a lost job is found when it is completed.
    const beat = () => void this.#queue.beat(job).catch(() => undefined);
    const timer = setInterval(beat, BEAT_MS);
    try {
      return await this.#sdk.call({
        config: registered.config,
        url: registered.url,
        stepId: item.stepId,
        runId: run.id,
        event: run.event,
        steps,
        attempt: item.attempt,
        attemptsMax: attemptsOf(registered.config),
        parallel: run.parallel,
      });
    } finally {
      clearInterval(timer);
    }
  }

  /** A job's completion and all that follows from it are one transaction. */
  async #settle(job: Claimed, act: (tx: Tx) => Promise<void>): Promise<void> {
    await inTransaction(this.#pool, async (tx) => {
      await this.#queue.complete(tx, job);
      await act(tx);
    });
    this.#nudge();
  }

  #settlement(tx: Tx, registered: Registered): Settlement {
    return {
      tx,
      queue: this.#queue,
      registry: this.#registry,
      registered,
      nowMs: Date.now(),
      random: Math.random(),
      backoff: this.#options.backoff,
    };
  }

  async #startScheduled({ functionId, cron }: CronItem, id: string): Promise<void> {
    const registered = this.#registry.get(functionId);
    // A schedule of an earlier version of the function fires once more and means nothing.
    if (!registered?.config.triggers.some((trigger) => trigger.cron === cron)) return;
    const event = { id, name: 'inngest/scheduled.timer', ts: Date.now(), data: { cron } };
    await inTransaction(this.#pool, (tx) => startRun(tx, this.#queue, registered, event));
    this.#nudge();
  }

  async #failUndelivered({ runId }: QueueItem): Promise<void> {
    await inTransaction(this.#pool, async (tx) => {
      const run = await lockRunning(tx, runId);
      const registered = run ? this.#registry.get(run.function_id) : undefined;
      if (!run || !registered) return;
      const error = { name: 'ExecutorError', message: 'the job could not be delivered' };
      await finish(this.#settlement(tx, registered), run, 'failed', error);
    });
  }

  #nudge(): void {
    for (const wake of this.#wakers.values()) wake();
  }

  #untilWoken(name: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.pollMs ?? POLL_MS);
      this.#wakers.set(name, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #complain(error: Error): null {
    if (!this.#stopped) this.#options.onError?.(error);
    return null;
  }
}
