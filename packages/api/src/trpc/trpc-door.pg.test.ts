import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiContext } from './context.ts';
import { handleTrpcRequest } from './trpc-door.ts';

const ORIGIN = 'http://localhost:3000';
let base: TestDatabase;
let chain: ATenant;
beforeAll(async () => {
  base = await testDatabase();
  chain = await aTenant(base.db);
});
afterAll(() => base.close());

const context = (): ApiContext => ({
  db: base.db,
  ports: { now: Date.now, nudgeJobs: () => undefined } as unknown as ApiContext['ports'],
  requestId: 'request-1',
  ip: 'direct',
  user: {
    userId: chain.ownerUserId,
    sessionId: 'session',
    name: 'Owner',
    email: '',
    locale: 'uz-Latn',
    isSupport: false,
    secondFactor: false,
  },
  office: { tenantId: chain.tenantId, role: 'owner', tenantStatus: 'active' },
  terminal: null,
  terminalRefusal: null,
  ticket: null,
});

const knock = (path: string, init: RequestInit) =>
  handleTrpcRequest(new Request(`${ORIGIN}/api/trpc/${path}`, init), {
    origins: [ORIGIN],
    contextOf: () => Promise.resolve(context()),
  });
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  knock(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
  });
const inputOf = (json: unknown) => JSON.stringify({ 0: { json } });
const tender = inputOf({ name: 'Alif', kind: 'transfer' });
const ADD = 'tenant.addTenderType?batch=1';

test('[S12] a page of another site cannot call, whatever type it sends', async () => {
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'text/plain',
  ]) {
    const foreign = { 'content-type': type, origin: 'https://evil.example' };
    expect((await post(ADD, tender, foreign)).status, type).toBe(403);
    expect((await post(ADD, tender, { 'content-type': type })).status, type).toBe(415);
  }
  expect((await post(ADD, tender, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const bare = { method: 'POST', body: tender, headers: { 'content-type': 'application/json' } };
  expect((await knock(ADD, bare)).status).toBe(403);
  const list = 'store.list?batch=1&input=%7B%220%22%3A%7B%22json%22%3A%7B%7D%7D%7D';
  const crossRead = { headers: { 'sec-fetch-site': 'same-site' } };
  expect((await knock(list, crossRead)).status).toBe(403);
  expect((await knock(list, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
});

test('[S11] eleven calls in one request are refused, ten are not', async () => {
  const calls = (count: number) => {
    const path = Array.from({ length: count }, () => 'tenant.settings').join(',');
    return knock(`${path}?batch=1`, { headers: { origin: ORIGIN } });
  };
  expect((await calls(11)).status).toBe(400);
  expect((await calls(10)).status).toBe(200);
});

test('[S11] a large body and a deep one are refused before they are parsed', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  });
  const headers = { 'content-type': 'application/json', origin: ORIGIN };
  const flood = { method: 'POST', body: endless, headers, duplex: 'half' } as RequestInit;
  expect((await knock(ADD, flood)).status).toBe(413);
  expect(sent).toBeLessThan(1024 * 1024);
  // Who says the length is refused before the first byte.
  expect((await post(ADD, tender, { 'content-length': '10485760' })).status).toBe(413);
  const deep = `{"0":{"json":${'['.repeat(40)}${']'.repeat(40)}}}`;
  expect((await post(ADD, deep)).status).toBe(400);
  // Brackets inside a text are text.
  const named = inputOf({ name: '[[[[[[[[[[[[', kind: 'card' });
  expect((await post(ADD, named)).status).toBe(200);
});

test('[S13] an answer to bad input holds code and request id, no stack, SQL or echo', async () => {
  const secret = 'secret-of-the-input';
  const inputs = [
    inputOf({ name: secret, kind: 'gold' }),
    inputOf({ name: secret, kind: 'card', more: secret }),
    inputOf({ name: { contains: secret }, kind: 'card' }),
    inputOf(JSON.parse(`{"__proto__":{"name":"${secret}"},"kind":"card"}`)),
    inputOf(null),
  ];
  for (const input of inputs) {
    const answer = await post(ADD, input);
    const text = await answer.text();
    expect(answer.status, text).toBe(400);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/stack|prisma|node_modules|select |invalid_/i);
    expect(JSON.parse(text)).toMatchObject([
      { error: { json: { data: { oson: { code: 'BAD_INPUT', requestId: 'request-1' } } } } },
    ]);
  }
  expect((await post(ADD, '{not json')).status).toBe(400);
});

test('what comes is never kept by a cache between', async () => {
  const answer = await knock('tenant.settings?batch=1', { headers: { origin: ORIGIN } });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
