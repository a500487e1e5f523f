/** Functions of the unmodified SDK on a real HTTP server, for the tests of the engine. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import { serve } from 'inngest/node';
import pg from 'pg';

export const SIGNING_KEY = `signkey-prod-${'ab12'.repeat(16)}`;

const silent = { info() {}, warn() {}, error() {}, debug() {} };
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Counts what a step really did, so that tests assert effects and not only statuses. */
export class Effects {
  readonly #pool: pg.Pool;
  constructor(connectionString: string) {
    this.#pool = new pg.Pool({ connectionString, max: 8 });
    this.#pool.on('error', () => undefined);
  }

  async prepare(): Promise<void> {
    await this.#pool.query(`create table if not exists public.effect (
      run text, step text, times int not null default 1, primary key (run, step))`);
    await this.#pool.query(`create table if not exists public.activity (
      id bigint generated always as identity, tenant text, delta int)`);
  }

  /** Notes an effect once per run and step; returns how often it was executed. */
  async note(run: string, step: string): Promise<number> {
    const done = await this.#pool.query(
      `insert into public.effect (run, step) values ($1, $2)
       on conflict (run, step) do update set times = effect.times + 1 returning times`,
      [run, step],
    );
    return (done.rows[0] as { times: number }).times;
  }

  async active(tenant: string, delta: number): Promise<void> {
    await this.#pool.query('insert into public.activity (tenant, delta) values ($1, $2)', [
      tenant,
      delta,
    ]);
  }

  async rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.#pool.query(text, values)).rows as T[];
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

export type Shop = { url: string; close: () => Promise<void> };

/** Serves the test functions; events that they send go to `engineUrl`. */
export async function openShop(effects: Effects, engineUrl: string, port = 0): Promise<Shop> {
  const inngest = new Inngest({
    id: 'shop',
    isDev: false,
    baseUrl: engineUrl,
    eventKey: 'test-key',
    signingKey: SIGNING_KEY,
    checkpointing: false,
    logger: silent,
  });
  const functions = [...importFunctions(inngest, effects), ...otherFunctions(inngest, effects)];
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on(
    'request',
    serve({ client: inngest, functions, servePath: '/api/inngest', serveOrigin: url }),
  );
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `${url}/api/inngest`, close };
}

/** What the events of these tests carry. */
type Data = { dead?: number; parent: string; i: number; tenantId: string };

const on = (name: string) => [{ event: name }];

function importFunctions(inngest: Inngest, effects: Effects) {
  return [
    inngest.createFunction(
      {
        id: 'import',
        retries: 4,
        triggers: on('shop/import'),
        onFailure: async ({ event, error }) => {
          await effects.note(event.data.run_id, `failed: ${error.message}`);
        },
      },
      async ({ event, step, runId }) => {
        const rows = await step.run('parse', async () => {
          await effects.note(runId, 'parse');
          return 3;
        });
        await step.run('flaky', async () => {
          const times = await effects.note(runId, 'flaky');
          if ((event.data as unknown as Data).dead || times <= 2) throw new Error(`boom ${times}`);
        });
        await step.sleep('nap', '1s');
        const parts = Array.from({ length: rows }, (_, i) => ({
          name: 'shop/part',
          data: { i, parent: runId },
        }));
        await step.sendEvent('fan-out', parts);
        return step.run('final', async () => {
          await effects.note(runId, 'final');
          return rows * 2;
        });
      },
    ),
    inngest.createFunction({ id: 'part', triggers: on('shop/part') }, async ({ event, step }) => {
      const { parent, i } = event.data as unknown as Data;
      await step.run('part', () => effects.note(parent, `part ${i}`));
    }),
    inngest.createFunction(
      {
        id: 'limited',
        triggers: on('shop/limited'),
        concurrency: { limit: 2, key: 'event.data.tenantId' },
      },
      async ({ event, step }) => {
        const { tenantId } = event.data as unknown as Data;
        await step.run('work', async () => {
          await effects.active(tenantId, 1);
          await sleep(60);
          await effects.active(tenantId, -1);
        });
      },
    ),
  ];
}

function otherFunctions(inngest: Inngest, effects: Effects) {
  return [
    inngest.createFunction({ id: 'parallel', triggers: on('shop/parallel') }, async ({ step }) => {
      const sums = await Promise.all([1, 2, 3].map((i) => step.run(`p${i}`, () => i)));
      return sums.reduce((sum, value) => sum + value, 0);
    }),
    inngest.createFunction(
      { id: 'long', retries: 10, triggers: on('shop/long') },
      async ({ step, runId }) => {
        for (let i = 0; i < 6; i++) {
          await step.run(`s${i}`, async () => {
            await sleep(80);
            await effects.note(runId, `s${i}`);
          });
        }
        return 'done';
      },
    ),
    inngest.createFunction(
      { id: 'later', retries: 2, triggers: on('shop/later') },
      async ({ step, runId }) =>
        step.run('once more', async () => {
          if ((await effects.note(runId, 'later')) < 2) throw new RetryAfterError('later', '2s');
        }),
    ),
    inngest.createFunction({ id: 'never', triggers: on('shop/never') }, async () => {
      throw new NonRetriableError('not this way');
    }),
    inngest.createFunction({ id: 'waits', triggers: on('shop/waits') }, async ({ step }) => {
      await step.waitForEvent('approval', { event: 'shop/approve', timeout: '1h' });
    }),
    inngest.createFunction(
      { id: 'tick', triggers: [{ cron: 'TZ=Asia/Tashkent * * * * *' }] },
      async ({ step }) => {
        await step.run('tick', () => effects.note('tick', 'tick'));
      },
    ),
  ];
}
