import type pg from 'pg';
import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import { inTransaction, type Tx } from './pool.ts';
import { type FunctionConfig, limitOf, type QueueItem } from './protocol.ts';

/** Functions without a limit share one queue; a limited one has its own. */
const SHARED = 'jobs';
const DEAD = 'jobs.dead';
const CRON = 'jobs.cron';
const DAY_S = 86_400;
const FETCH_MAX = 20;

export type CronItem = { functionId: string; cron: string };
export type QueueOptions = {
  connectionString: string;
  pool: pg.Pool;
  /** After this long without a sign of life a job is given to somebody else; at least 10. */
  heartbeatS: number;
  onError: (error: Error) => void;
};
export type Claimed = JobWithMetadata<QueueItem> & { queue: string };

const asDatabase = (tx: Tx): Db => ({
  executeSql: (text, values) => tx.query(text, values as unknown[]),
});

/** The queue under the engine: pg-boss in its own schema, writes inside the caller's transaction. */
export class Queue {
  readonly #boss: PgBoss;
  readonly #options: QueueOptions;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#boss = new PgBoss({
      connectionString: options.connectionString,
      schema: 'pgboss',
      createSchema: false,
      max: 4,
      superviseIntervalSeconds: 5,
      // How often jobs of a dead executor are looked for.
      monitorIntervalSeconds: 5,
      cronWorkerIntervalSeconds: 2,
      cronMonitorIntervalSeconds: 30,
    });
    this.#boss.on('error', options.onError);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(DEAD, {});
    await this.#boss.createQueue(CRON, {});
    await this.make(SHARED);
  }

  nameFor(config: FunctionConfig): string {
    return limitOf(config) ? `fn.${config.id.replaceAll(/[^\w.-]/g, '_')}` : SHARED;
  }

  async make(name: string): Promise<void> {
    await this.#boss.createQueue(name, {
      deadLetter: DEAD,
      retryLimit: 20,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 7200,
      heartbeatSeconds: this.#options.heartbeatS,
      // A sleep may be long: by default waiting jobs would be deleted after 14 days.
      retentionSeconds: 400 * DAY_S,
      deleteAfterSeconds: 3600,
    });
  }

  async add(tx: Tx, queue: string, item: QueueItem, at?: Date, group?: string | null) {
    await this.#boss.send(queue, item, {
      db: asDatabase(tx),
      ...(at ? { startAfter: at } : {}),
      ...(group ? { group: { id: group } } : {}),
    });
  }

  /** Completes the job inside `tx`; throws when it was taken away meanwhile (the fencing). */
  async complete(tx: Tx, job: Claimed): Promise<void> {
    const attempt = { id: job.id, retryCount: job.retryCount };
    const done = await this.#boss.complete(job.queue, attempt, undefined, { db: asDatabase(tx) });
    // Its type says nothing of the count that it returns.
    if (!(done as { affected: number }).affected) throw new Error(`job ${job.id} is not ours now`);
  }

  async beat(job: Claimed): Promise<void> {
    await this.#boss.touch(job.queue, job.id);
  }

  /**
   * Takes waiting jobs. A limited queue is fetched under a lock and one by one: pg-boss counts a
   * group's running jobs without a lock, so two fetchers together would pass the limit.
   */
  claim(queue: string, room: number, limit: number | null): Promise<Claimed[]> {
    return inTransaction(this.#options.pool, async (tx) => {
      if (limit !== null) {
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [queue]);
      }
      const jobs = await this.#boss.fetch<QueueItem>(queue, {
        batchSize: limit === null ? Math.min(room, FETCH_MAX) : 1,
        includeMetadata: true,
        db: asDatabase(tx),
        ...(limit === null ? {} : { groupConcurrency: limit }),
      });
      return jobs.map((job) => Object.assign(job, { queue }));
    });
  }

  async schedule(fields: string, item: CronItem, zone: string, key: string): Promise<void> {
    await this.#boss.schedule(CRON, fields, item, { tz: zone, key });
  }

  /** Jobs that failed all their deliveries. */
  async onDead(act: (item: QueueItem) => Promise<void>): Promise<void> {
    await this.#boss.work<QueueItem>(DEAD, async (jobs) => {
      for (const job of jobs) await act(job.data);
    });
  }

  async onCron(act: (item: CronItem, id: string) => Promise<void>): Promise<void> {
    await this.#boss.work<CronItem>(CRON, async (jobs) => {
      for (const job of jobs) await act(job.data, job.id);
    });
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}
