import { createLimiter } from '@oson/auth';
import type { Database } from '@oson/db';
import { runImport } from '@oson/operations';
import { type ATenant, aTenant, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from '../root.ts';
import type { ApiContext } from '../trpc/context.ts';
import { createCallerFactory } from '../trpc/trpc.ts';
import { handleHeldRowsFile, handleImportUpload } from './import-doors.ts';

const ORIGIN = 'http://localhost:3000';
let db: Database;
let close: () => Promise<void>;
let shop: ATenant;
let other: ATenant;
beforeAll(async () => {
  ({ db, close } = await testDatabase());
  [shop, other] = [await aTenant(db), await aTenant(db)];
});
afterAll(() => close());

type Office = NonNullable<ApiContext['office']>;
const contextOf = (tenant: ATenant | null, over: Partial<Office> = {}): ApiContext => ({
  db,
  ports: {
    now: Date.now,
    nudgeJobs: () => undefined,
    nextNonce: () => '',
    enrolment: { limiter: createLimiter(db.auth) },
  } as unknown as ApiContext['ports'],
  requestId: 'request',
  ip: '127.0.0.1',
  user: tenant && {
    userId: tenant.ownerUserId,
    sessionId: 'session',
    name: 'Owner',
    email: 'owner@example.test',
    locale: 'uz-Latn',
    isSupport: false,
    secondFactor: false,
  },
  office: tenant && { tenantId: tenant.tenantId, role: 'owner', tenantStatus: 'active', ...over },
  terminal: null,
  terminalRefusal: null,
  ticket: null,
});

const FILE = 'Nomi;Narxi\r\nNon;5000\r\nSut;7,5\r\n';

function upload(context: ApiContext, body: string | Uint8Array<ArrayBuffer> = FILE, headers = {}) {
  const request = new Request(`${ORIGIN}/api/import/upload`, {
    method: 'POST',
    body,
    headers: {
      origin: ORIGIN,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent('Doʻkon.csv'),
      ...headers,
    },
  });
  return handleImportUpload(request, { context, origins: [ORIGIN] });
}

const rowsFile = (context: ApiContext, batchId: string) =>
  handleHeldRowsFile(
    new Request(`${ORIGIN}/api/import/rows?batch=${batchId}&locale=en&format=csv`),
    {
      context,
      origins: [ORIGIN],
    },
  );

const callerOf = (context: ApiContext) => createCallerFactory(appRouter)(context);

async function uploaded(): Promise<string> {
  const response = await upload(contextOf(shop));
  expect(response.status).toBe(200);
  return ((await response.json()) as { batchId: string }).batchId;
}

test.each([
  ['nobody signed in', () => contextOf(null), {}, 401, 'NOT_SIGNED_IN'],
  [
    'a person without a chain',
    () => ({ ...contextOf(shop), office: null }),
    {},
    403,
    'NOT_ALLOWED',
  ],
  [
    'a suspended chain',
    () => contextOf(shop, { tenantStatus: 'suspended' }),
    {},
    403,
    'TENANT_SUSPENDED',
  ],
  [
    'a page of another site',
    () => contextOf(shop),
    { origin: 'https://evil.test' },
    403,
    'NOT_ALLOWED',
  ],
  ['a form', () => contextOf(shop), { 'content-type': 'text/plain' }, 415, 'BAD_INPUT'],
])('the upload door is shut for %s', async (_who, context, headers, status, code) => {
  const response = await upload(context(), FILE, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code } });
});

test('[S30] a file beyond ten megabytes is not read to its end', async () => {
  const response = await upload(contextOf(shop), new Uint8Array(10 * 1024 * 1024 + 1));
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    error: { code: 'FILE_TOO_LARGE', details: { limitMb: 10 } },
  });
});

test.each([
  ['', 'FILE_EMPTY'],
  ['\u0000\u0001\u0002', 'FILE_UNREADABLE'],
  ['12;13\r\n14;15\r\n', 'FILE_UNREADABLE'],
])('a file that is no list of goods is refused with a code: %j', async (body, code) => {
  const response = await upload(contextOf(shop), body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code } });
});

test('a file goes in, is looked at, answered, run, and its last rows come out', async () => {
  const batchId = await uploaded();
  const office = callerOf(contextOf(shop));
  const preview = await office.import.get({ batchId });
  expect(preview).toMatchObject({ fileName: 'Doʻkon.csv', outcomes: { new: 1, held: 1 } });
  await office.import.start({ batchId });
  const waiting = await db.jobs.jobOutbox.findMany({ where: { tenantId: shop.tenantId } });
  expect(waiting).toMatchObject([{ name: 'import/requested', data: { batchId } }]);
  await runImport(db, shop.tenantId, batchId);
  const file = await rowsFile(contextOf(shop), batchId);
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(await file.text()).toContain('Sut;7,5;Price is not clear (7500)');
});

test('another chain reaches an import by no door and no procedure', async () => {
  const batchId = await uploaded();
  const stranger = callerOf(contextOf(other));
  const refused = { message: 'NOT_FOUND' };
  await expect(stranger.import.get({ batchId })).rejects.toMatchObject(refused);
  await expect(stranger.import.start({ batchId })).rejects.toMatchObject(refused);
  await expect(stranger.import.undo({ batchId })).rejects.toMatchObject(refused);
  await expect(stranger.import.change({ batchId, settings: {} })).rejects.toMatchObject(refused);
  await expect(
    stranger.import.answer({ batchId, answers: [{ row: 2, decision: { take: 'skip' } }] }),
  ).rejects.toMatchObject(refused);
  await expect(stranger.import.takeSuggestions({ batchId })).rejects.toMatchObject(refused);
  expect((await stranger.import.rows({ batchId })).rows).toEqual([]);
  expect((await rowsFile(contextOf(other), batchId)).status).toBe(404);
});

test('[S37] a chain that sends file after file is told to wait, and its neighbour is not', async () => {
  const busy = await aTenant(db);
  const answers = [];
  for (let file = 0; file < 13; file++) answers.push((await upload(contextOf(busy))).status);
  expect(answers.slice(0, 12)).toEqual(Array(12).fill(200));
  expect(answers[12]).toBe(429);
  expect((await upload(contextOf(other))).status).toBe(200);
});

test('[S37] the rows of an import are handed out ten times an hour to one person', async () => {
  const one = await aTenant(db);
  const response = await upload(contextOf(one));
  const { batchId } = (await response.json()) as { batchId: string };
  const answers = [];
  for (let time = 0; time < 11; time++) answers.push(await rowsFile(contextOf(one), batchId));
  expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
});
