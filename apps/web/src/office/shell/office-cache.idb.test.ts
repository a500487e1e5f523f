import { appRouter } from '@oson/api';
import { QueryClient } from '@tanstack/react-query';
import {
  persistQueryClientRestore,
  persistQueryClientSave,
} from '@tanstack/react-query-persist-client';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KEEP_MS, KEPT } from './kept-answers.ts';

const NODIRA = { userId: 'nodira', tenantId: 'baraka' };
const KARIM = { userId: 'karim', tenantId: 'baraka' };
const DAY_MS = 24 * 3_600_000;
const PROCEDURES = Object.keys(appRouter._def.procedures);
/** The key under which the typed client holds an answer. */
const keyOf = (procedure: string) => [procedure.split('.'), { type: 'query' }];

/** One opened page of the office: its own modules and answers, the browser's shared storage. */
async function openPage() {
  vi.resetModules();
  const cache = await import('./office-cache.ts');
  const client = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
  const options = { queryClient: client, ...cache.KEEPING };
  await persistQueryClientRestore(options);
  const save = async () => {
    await persistQueryClientSave(options);
    await cache.saveAnswers();
  };
  return { ...cache, client, save };
}
type Page = Awaited<ReturnType<typeof openPage>>;

const answer = (page: Page, procedure: string, data: unknown) =>
  page.client.setQueryData(keyOf(procedure), data);
const shown = (page: Page, procedure: string) => page.client.getQueryData(keyOf(procedure));

/** A page that was opened, signed in and left with answers on it. */
async function visit(who: typeof NODIRA, gross: number): Promise<Page> {
  const page = await openPage();
  await page.keepFor(who, page.client);
  answer(page, 'report.dashboard', { gross });
  await page.save();
  return page;
}

/** Everything that lies in this browser, as text. */
async function onDevice(): Promise<string> {
  const databases = await indexedDB.databases();
  const texts = await Promise.all(databases.map(({ name = '' }) => dump(name)));
  const storage = Object.fromEntries(stored);
  return JSON.stringify([texts, storage]);
}

function dump(name: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error ?? new Error(name));
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction('answers').objectStore('answers').getAll();
      reading.onsuccess = () => {
        database.close();
        resolve(reading.result);
      };
    };
  });
}

let stored: Map<string, string>;
beforeEach(async () => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  const page = await openPage();
  await page.dropKeptAnswers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the office opens with the last answers of the same person', async () => {
  await visit(NODIRA, 12_480_500);
  const again = await openPage();
  expect(shown(again, 'report.dashboard')).toEqual({ gross: 12_480_500 });
});

test('an answer that could not be asked for again stays, visit after visit', async () => {
  await visit(NODIRA, 12_480_500);
  for (let visits = 0; visits < 3; visits++) {
    const page = await openPage();
    const failing = page.client.fetchQuery({
      queryKey: keyOf('report.dashboard'),
      queryFn: () => Promise.reject(new TRPCClientError('Failed to fetch')),
      retry: false,
      staleTime: 0,
    });
    await expect(failing).rejects.toThrow('Failed to fetch');
    expect(page.client.getQueryState(keyOf('report.dashboard'))?.status).toBe('error');
    await page.save();
  }
  const last = await openPage();
  expect(last.client.getQueryState(keyOf('report.dashboard'))).toMatchObject({
    status: 'success',
    error: null,
    data: { gross: 12_480_500 },
  });
});

test('details of customers are never kept: only named answers are, and all of those exist', async () => {
  const page = await openPage();
  await page.keepFor(NODIRA, page.client);
  for (const procedure of PROCEDURES) {
    const isKept = KEPT.has(procedure);
    answer(page, procedure, isKept ? { kept: procedure } : { name: 'Dilnoza', phone: '+998901' });
  }
  await page.save();
  const text = await onDevice();
  expect([...KEPT].filter((procedure) => !text.includes(`"kept":"${procedure}"`))).toEqual([]);
  expect([...KEPT].filter((procedure) => !PROCEDURES.includes(procedure))).toEqual([]);
  expect(text).not.toMatch(/Dilnoza|\+998901/);
  const personal = PROCEDURES.filter((name) => /^customer|detail$|members|invitation/.test(name));
  expect(personal.filter((name) => KEPT.has(name))).toEqual(['shift.detail']);
});

test('what a person sends is never kept, not even while it waits for the line', async () => {
  const page = await openPage();
  await page.keepFor(NODIRA, page.client);
  const sending = page.client.getMutationCache().build(
    page.client,
    { mutationKey: ['customer.change'] },
    {
      context: undefined,
      data: undefined,
      error: null,
      failureCount: 0,
      failureReason: null,
      isPaused: true,
      status: 'pending',
      submittedAt: 1,
      variables: { name: 'Dilnoza' },
    },
  );
  expect(sending.state.isPaused).toBe(true);
  await page.save();
  expect(await onDevice()).not.toContain('Dilnoza');
});

test('another person of the same browser sees nothing of it and leaves nothing of it', async () => {
  await visit(NODIRA, 12_480_500);
  const other = await openPage();
  await other.keepFor(KARIM, other.client);
  expect(shown(other, 'report.dashboard')).toBeUndefined();
  answer(other, 'report.dashboard', { gross: 7 });
  await other.save();
  expect(await onDevice()).not.toContain('12480500');
  expect(shown(await openPage(), 'report.dashboard')).toEqual({ gross: 7 });
});

test('another chain of the same person is somebody else too', async () => {
  await visit(NODIRA, 12_480_500);
  const other = await openPage();
  await other.keepFor({ ...NODIRA, tenantId: 'other chain' }, other.client);
  expect(shown(other, 'report.dashboard')).toBeUndefined();
  expect(await onDevice()).not.toContain('12480500');
});

test('a page that is still open writes nothing once somebody else is signed in', async () => {
  const open = await visit(NODIRA, 12_480_500);
  await visit(KARIM, 7);
  answer(open, 'report.dashboard', { gross: 99_999 });
  await open.save();
  expect(await onDevice()).not.toContain('99999');
  expect(shown(await openPage(), 'report.dashboard')).toEqual({ gross: 7 });
});

test('signing out leaves nothing on the device, and nothing on a page that is still open', async () => {
  const page = await visit(NODIRA, 12_480_500);
  await page.forgetAnswers(page.client);
  expect(shown(page, 'report.dashboard')).toBeUndefined();
  answer(page, 'report.dashboard', { gross: 1 });
  await page.save();
  expect(await onDevice()).toBe('[[[]],{}]');
});

test.each(['sign-out', 'sign-in', 'sign-up', 'second-factor', 'reset/finish'])(
  'the door %s leaves nothing of the person before',
  async (door) => {
    await visit(NODIRA, 12_480_500);
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ ok: true })));
    const { knock } = await import('../../wiring/auth-client.ts');
    await knock(door);
    expect(await onDevice()).toBe('[[[]],{}]');
  },
);

test('a 401 of any answer forgets everything and goes to the sign-in', async () => {
  await visit(NODIRA, 12_480_500);
  await openPage();
  const assign = vi.fn();
  const location = { pathname: '/office/sales', search: '?from=1', assign };
  vi.stubGlobal('window', { location, addEventListener: () => {} });
  const { makeOfficeQueryClient } = await import('./office-session.ts');
  const client = makeOfficeQueryClient();
  client.setQueryData(keyOf('report.dashboard'), { gross: 12_480_500 });
  const data = { oson: { code: 'NOT_SIGNED_IN' } };
  const refused = new TRPCClientError('no', { result: { error: { data } } as never });
  const ask = (name: string) =>
    client.fetchQuery({
      queryKey: keyOf(name),
      queryFn: () => Promise.reject(refused),
      retry: false,
    });
  const asking = [ask('sale.list'), ask('flag.list')];
  await Promise.all(asking.map((asked) => expect(asked).rejects.toBe(refused)));
  await vi.waitFor(() => expect(assign).toHaveBeenCalled());
  expect(assign).toHaveBeenCalledExactlyOnceWith('/sign-in?next=%2Foffice%2Fsales%3Ffrom%3D1');
  expect(client.getQueryCache().getAll()).toEqual([]);
  expect(await onDevice()).toBe('[[[]],{}]');
});

test('an answer older than seven days is gone, even when it was saved again yesterday', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 2, 1) });
  await visit(NODIRA, 12_480_500);
  vi.setSystemTime(Date.UTC(2026, 2, 1) + 6 * DAY_MS);
  const later = await openPage();
  expect(shown(later, 'report.dashboard')).toEqual({ gross: 12_480_500 });
  answer(later, 'sale.list', { rows: 3 });
  await later.save();
  vi.setSystemTime(Date.UTC(2026, 2, 1) + KEEP_MS);
  const last = await openPage();
  expect(shown(last, 'report.dashboard')).toBeUndefined();
  expect(shown(last, 'sale.list')).toEqual({ rows: 3 });
  answer(last, 'stock.list', { rows: 1 });
  await last.save();
  expect(await onDevice()).not.toContain('12480500');
});
