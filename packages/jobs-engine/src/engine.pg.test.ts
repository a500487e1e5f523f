import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Effects, openShop, type Shop, SIGNING_KEY } from './testing-shop.ts';

let database: TestDatabase;
let effects: Effects;
let shop: Shop;
let engineUrl: string;
let engine: ChildProcess;
const started: ChildProcess[] = [];

type Run = { id: string; status: string; output: unknown };

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

async function until<T>(look: () => Promise<T | undefined | false>, ms = 45_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startEngineProcess(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--no-warnings', 'src/testing-engine-process.ts'], {
    cwd: new URL('..', import.meta.url),
    env: {
      ...process.env,
      PORT: String(port),
      JOBS_DATABASE_URL: database.urls.jobs,
      INNGEST_SIGNING_KEY: SIGNING_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the engine ended (${code})`)));
  });
  return child;
}

const post = async (path: string, body: unknown) => {
  const response = await fetch(`${engineUrl}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ids: string[] };
};
const send = (name: string, data: object = {}, id?: string) =>
  post('/e/test-key', { name, data, ...(id ? { id } : {}) });
const runsOf = (name: string) =>
  effects.rows<Run>('select id, status, output from jobs.run where function_id = $1 order by id', [
    `shop-${name}`,
  ]);
const ended = (name: string, count = 1) =>
  until(async () => {
    const runs = await runsOf(name);
    return runs.length >= count && runs.every((run) => run.status !== 'running') && runs;
  });
const effectsOf = (run: string) =>
  effects.rows<{ step: string; times: number }>(
    'select step, times from public.effect where run = $1 order by step',
    [run],
  );

beforeAll(async () => {
  database = await testDatabase();
  effects = new Effects(database.ownerUrl);
  await effects.prepare();
  const port = await freePort();
  engineUrl = `http://127.0.0.1:${port}`;
  shop = await openShop(effects, engineUrl);
  engine = await startEngineProcess(port);
  await post('/sync', { url: shop.url });
}, 60_000);

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await shop.close();
  await effects.close();
  await database.close();
});

test('steps run once, a flaky one is retried, a sleep passes, events fan out', async () => {
  await send('shop/import', { tenantId: 'a' });
  const [run] = await ended('import');
  expect(run).toMatchObject({ status: 'completed', output: 6 });
  await ended('part', 3);
  expect(await effectsOf(run?.id ?? '')).toEqual([
    { step: 'final', times: 1 },
    { step: 'flaky', times: 3 },
    { step: 'parse', times: 1 },
    { step: 'part 0', times: 1 },
    { step: 'part 1', times: 1 },
    { step: 'part 2', times: 1 },
  ]);
});

test('a function that fails all its attempts ends failed, and its failure handler runs once', async () => {
  await send('shop/import', { tenantId: 'a', dead: 1 });
  const run = (await ended('import', 2))[1];
  expect(run?.status).toBe('failed');
  await ended('import-failure');
  const noted = await effectsOf(run?.id ?? '');
  expect(noted).toContainEqual({ step: 'failed: boom 5', times: 1 });
});

test('at most two runs of a tenant work at once, of several tenants side by side', async () => {
  const events = ['a', 'b', 'c'].flatMap((tenantId) =>
    Array.from({ length: 6 }, () => ({ name: 'shop/limited', data: { tenantId } })),
  );
  await post('/e/test-key', events);
  await ended('limited', 18);
  const most = await effects.rows<{ tenant: string; most: string }>(
    `select tenant, max(active) as most from (
       select tenant, sum(delta) over (partition by tenant order by id) as active
       from public.activity) a group by tenant order by tenant`,
  );
  expect(most.map((row) => row.tenant)).toEqual(['a', 'b', 'c']);
  for (const row of most) expect(Number(row.most)).toBeLessThanOrEqual(2);
});

test('parallel steps give one result each', async () => {
  await send('shop/parallel');
  expect(await ended('parallel')).toMatchObject([{ status: 'completed', output: 6 }]);
});

test('RetryAfterError waits as long as it says', async () => {
  const start = Date.now();
  await send('shop/later');
  expect((await ended('later'))[0]?.status).toBe('completed');
  expect(Date.now() - start).toBeGreaterThan(1900);
});

test('NonRetriableError ends the run at its first attempt', async () => {
  await send('shop/never');
  expect(await ended('never')).toMatchObject([
    { status: 'failed', output: { message: 'not this way' } },
  ]);
});

test('an event id that was seen before starts nothing', async () => {
  await send('shop/parallel', {}, 'same');
  await send('shop/parallel', {}, 'same');
  await ended('parallel', 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await runsOf('parallel')).toHaveLength(2);
});

test('a step that the engine does not speak fails the run by name', async () => {
  await send('shop/waits');
  const [run] = await ended('waits');
  expect(run?.status).toBe('failed');
  expect(JSON.stringify(run?.output)).toContain('WaitForEvent (\\"approval\\")');
});

test('kill -9 of the executor in the middle loses no run and no effect', async () => {
  const port = Number(new URL(engineUrl).port);
  for (let i = 0; i < 5; i++) await send('shop/long', { i });
  await until(async () => {
    const rows = await effects.rows("select from public.effect where step = 's2'");
    return rows.length >= 2;
  });
  engine.kill('SIGKILL');
  engine = await startEngineProcess(port);
  const runs = await ended('long', 5);
  expect(runs.map((run) => run.status)).toEqual(Array(5).fill('completed'));
  const rows = await effects.rows<{ n: number }>(
    `select count(*)::int as n from public.effect e join jobs.run r on r.id = e.run
     where r.function_id = 'shop-long'`,
  );
  expect(rows[0]?.n).toBe(30);
}, 90_000);

test('a cron with a time zone fires', async () => {
  await until(async () => {
    const rows = await effects.rows("select from public.effect where run = 'tick'");
    return rows.length > 0;
  }, 90_000);
}, 100_000);
