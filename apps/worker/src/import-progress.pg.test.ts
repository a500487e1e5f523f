import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppRouter } from '@oson/api';
import { mintTicket, TICKET_VALID_MS } from '@oson/auth';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource, type EventSourceFetchInit } from 'eventsource';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AWorker, aWorker, OFFICE_ORIGIN, POS_ORIGIN } from './a-worker.ts';

const ROWS = 1200;
let at: TestDatabase;
let worker: AWorker;
let shop: ATenant;
let other: ATenant;
let nowMs = Date.now();
beforeAll(async () => {
  at = await testDatabase();
  worker = await aWorker(at, () => nowMs);
  await worker.app.listen({ port: 0, host: '127.0.0.1' });
  [shop, other] = [await aTenant(at.db), await aTenant(at.db)];
});
afterAll(async () => {
  expect(worker.unexpected).toEqual([]);
  await worker.app.close();
  await at.close();
});

type Batch = { status?: string; rowsDone?: number; startedAt?: Date; finishedAt?: Date };
async function aStartedImport({ tenantId, storeId }: ATenant): Promise<string> {
  const id = crypto.randomUUID();
  const known = { fileName: 'Choy.csv', fileHash: 'x', status: 'queued', rowsTotal: ROWS };
  await at.db.inTenant(tenantId, (tx) =>
    tx.importBatch.create({ data: { tenantId, id, storeId, ...known } }),
  );
  return id;
}
/** What a writing job leaves in the batch's row. */
const write = ({ tenantId }: ATenant, id: string, data: Batch) =>
  at.db.inTenant(tenantId, (tx) =>
    tx.importBatch.update({ where: { tenantId_id: { tenantId, id } }, data }),
  );

const ticketFor = (tenant: ATenant, batchId: string, atMs = nowMs) => {
  const holder = {
    tenantId: tenant.tenantId,
    userId: tenant.ownerUserId,
    subject: `import:${batchId}`,
  };
  return mintTicket(worker.identity.enrolment.keys.ticket, holder, atMs).ticket;
};

type Told = { status: string; rowsDone: number; secondsLeft: number | null; atMs: number };
type Asked = { ticket?: () => string; origin?: string; at?: AWorker };

/** Follows an import with the client and the EventSource of a page. */
function follow(batchId: string, asked: Asked = {}) {
  const { port } = (asked.at ?? worker).app.server.address() as AddressInfo;
  const headers = { origin: asked.origin ?? OFFICE_ORIGIN };
  const answers: Response[] = [];
  const fetchAs = async (url: string | URL, init: EventSourceFetchInit) => {
    const response = await fetch(url, { ...init, headers: { ...init.headers, ...headers } });
    answers.push(response);
    return response;
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `http://127.0.0.1:${port}/trpc`,
        transformer: superjson,
        connectionParams: () => ({ ticket: (asked.ticket ?? (() => ticketFor(shop, batchId)))() }),
        EventSource,
        eventSourceOptions: { fetch: fetchAs },
      }),
    ],
  });
  const told: Told[] = [];
  const { promise: end, resolve } = Promise.withResolvers<string>();
  const subscription = client.import.progress.subscribe(
    { batchId },
    {
      onData: ({ data }) => told.push({ ...data, atMs: performance.now() }),
      onComplete: () => resolve('complete'),
      onError: (error) => resolve(error.message),
    },
  );
  return { told, end, answers, close: () => subscription.unsubscribe() };
}

test('says at least once a second how far a run is, and ends with it', async () => {
  const batchId = await aStartedImport(shop);
  const { told, end, answers } = follow(batchId);
  await sleep(1300);
  await write(shop, batchId, {
    status: 'running',
    rowsDone: 400,
    startedAt: new Date(nowMs - 2000),
  });
  await sleep(1300);
  await write(shop, batchId, { status: 'done', rowsDone: ROWS, finishedAt: new Date() });
  expect(await end).toBe('complete');
  expect(told[0]).toMatchObject({ status: 'queued', rowsDone: 0, rowsTotal: ROWS });
  const running = { status: 'running', rowsDone: 400, rowsFailed: 0, secondsLeft: 4 };
  expect(told).toContainEqual({ ...told[0], ...running, atMs: expect.any(Number) });
  expect(told.at(-1)).toMatchObject({ status: 'done', rowsDone: ROWS, secondsLeft: null });
  const gaps = told.slice(1).map(({ atMs }, i) => atMs - (told[i]?.atMs ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(1000);
  expect(answers).toHaveLength(1);
  const { headers } = answers[0] as Response;
  expect(headers.get('access-control-allow-origin')).toBe(OFFICE_ORIGIN);
  expect(headers.get('access-control-allow-credentials')).toBeNull();
});

test('a page that lost its line is told where the run stands now, and its end', async () => {
  const batchId = await aStartedImport(shop);
  const { told, end, answers } = follow(batchId);
  while (told.length === 0) await sleep(20);
  worker.app.server.closeAllConnections();
  await write(shop, batchId, { status: 'running', rowsDone: 800, startedAt: new Date() });
  while (answers.length < 2) await sleep(50);
  await write(shop, batchId, { status: 'failed' });
  expect(await end).toBe('complete');
  expect(told.at(-1)).toMatchObject({ status: 'failed', rowsDone: 800 });
});

test('[S1] [S7] a ticket opens one import of its own chain; a foreign, forged or old one nothing', async () => {
  const mine = await aStartedImport(shop);
  const theirs = await aStartedImport(other);
  const forged = `${ticketFor(other, theirs).split('.')[0]}.${ticketFor(shop, theirs).split('.')[1]}`;
  const refused = [
    // The chain of a ticket is the bearer's own, whatever it names: there is no such import there.
    { of: theirs, ticket: ticketFor(shop, theirs), said: 'NOT_FOUND' },
    { of: theirs, ticket: ticketFor(shop, mine), said: 'NOT_ALLOWED' },
    { of: theirs, ticket: forged, said: 'NOT_SIGNED_IN' },
    { of: mine, ticket: ticketFor(shop, mine, nowMs - TICKET_VALID_MS), said: 'NOT_SIGNED_IN' },
    { of: mine, ticket: '', said: 'NOT_SIGNED_IN' },
  ];
  for (const { of, ticket, said } of refused) {
    const { port } = worker.app.server.address() as AddressInfo;
    const query = new URLSearchParams({
      connectionParams: JSON.stringify({ ticket }),
      input: JSON.stringify({ json: { batchId: of } }),
    });
    const response = await fetch(
      `http://127.0.0.1:${port}/trpc/import.progress?${query.toString()}`,
    );
    const text = await response.text();
    expect(text).toContain(`"code":"${said}"`);
    expect(text).not.toContain('rowsDone');
  }
});

test.each([POS_ORIGIN, 'https://evil.example.test'])(
  'a page of %s may not follow',
  async (from) => {
    const { told, end, answers } = follow(await aStartedImport(shop), { origin: from });
    expect(await end).not.toBe('complete');
    expect(told).toEqual([]);
    expect(answers[0]?.status).toBe(403);
    expect(answers[0]?.headers.get('access-control-allow-origin')).not.toBe(from);
  },
);

test('[S20] ends when the ticket does, so that only who may still look goes on', async () => {
  const { told, end } = follow(await aStartedImport(shop));
  while (told.length === 0) await sleep(20);
  nowMs += TICKET_VALID_MS;
  expect(await end).toBe('complete');
  expect(told.every(({ status }) => status === 'queued')).toBe(true);
});

test('a stopping worker does not wait for who is looking', async () => {
  const second = await aWorker(at, () => nowMs);
  await second.app.listen({ port: 0, host: '127.0.0.1' });
  const { told, end } = follow(await aStartedImport(shop), { at: second });
  while (told.length === 0) await sleep(20);
  const began = performance.now();
  await Promise.all([second.app.close(), end]);
  expect(performance.now() - began).toBeLessThan(3000);
});
