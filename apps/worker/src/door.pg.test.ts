import { randomUUID } from 'node:crypto';
import { makeNonce } from '@oson/auth';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AWorker, aHello, aWorker, call, POS_ORIGIN, signedCall } from './a-worker.ts';

let at: TestDatabase;
let worker: AWorker;
let shop: ATenant;
beforeAll(async () => {
  at = await testDatabase();
  worker = await aWorker(at);
  shop = await aTenant(at.db);
});
afterAll(async () => {
  await worker.app.close();
  await at.close();
});
const nonce = () =>
  makeNonce(worker.identity.enrolment.keys.nonce, shop.terminal.incarnationId, Date.now());

describe('health', () => {
  test('live and ready answer, and metrics are a page', async () => {
    const live = await worker.app.inject('/health/live');
    expect([live.statusCode, live.json()]).toEqual([200, { live: true }]);
    const ready = await worker.app.inject('/health/ready');
    expect(ready.json()).toEqual({ isReady: true, database: 'up', missingMigrations: [] });
    const data = { tenantId: shop.tenantId, id: randomUUID(), name: 'quarantine/retry', data: {} };
    const createdAt = new Date(Date.now() - 3_600_000);
    await at.db.inTenant(shop.tenantId, (tx) =>
      tx.jobOutbox.create({ data: { ...data, createdAt } }),
    );
    const page = await worker.app.inject('/metrics');
    expect(page.body).toContain('oson_http_requests_total');
    expect(page.body).toMatch(/^oson_outbox_age_seconds 3[67]\d\d/m);
  });

  test('without its database the worker lives and is not ready', async () => {
    const other = await testDatabase();
    const cut = await aWorker(other);
    await other.close();
    expect((await cut.app.inject('/health/live')).statusCode).toBe(200);
    const ready = await cut.app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ isReady: false, database: 'down' });
    await cut.app.close();
  });
});

describe('what the door lets in', () => {
  test('an address of a snapshot that nobody gave out is refused, whatever stands in it', async () => {
    const until = Date.now() + 60_000;
    for (const mac of ['A'.repeat(43), '\u00e9'.repeat(43), 'A']) {
      const url = `/snapshots/${'0'.repeat(64)}/${until}/${encodeURIComponent(mac)}`;
      expect((await worker.app.inject(url)).statusCode).toBe(403);
    }
  });

  test('S12: pages of other origins and forms are refused', async () => {
    const hello = aHello(shop.terminal);
    const foreign = await call(worker, 'sync.hello', hello, {
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign).toMatchObject({ status: 403, refusal: { code: 'NOT_ALLOWED' } });
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
    ]) {
      const form = await call(worker, 'sync.hello', hello, { headers: { 'content-type': type } });
      expect(form).toMatchObject({ status: 415, refusal: { code: 'BAD_INPUT' } });
    }
  });

  test('a page of the POS may send the headers of a signed request; another origin may not', async () => {
    const ask = (origin: string) =>
      worker.app.inject({
        method: 'OPTIONS',
        url: '/trpc/sync.push',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-oson-nonce',
        },
      });
    const ours = await ask(POS_ORIGIN);
    expect(ours.headers['access-control-allow-origin']).toBe(POS_ORIGIN);
    expect(ours.headers['access-control-allow-headers']).toContain('x-oson-nonce');
    expect(ours.headers['access-control-allow-credentials']).toBeUndefined();
    const theirs = await ask('https://evil.example');
    expect(theirs.headers['access-control-allow-origin']).not.toBe('https://evil.example');
  });

  test('S11: a body of 10 MB is refused with 413 at once, and deep JSON with 400', async () => {
    const began = performance.now();
    const large = await call(worker, 'sync.push', {}, { body: `"${'x'.repeat(10_000_000)}"` });
    expect(large).toMatchObject({ status: 413, refusal: { code: 'FILE_TOO_LARGE' } });
    expect(performance.now() - began).toBeLessThan(1000);
    const deep = await call(worker, 'sync.push', {}, { body: '['.repeat(40) + ']'.repeat(40) });
    expect(deep).toMatchObject({ status: 400, refusal: { code: 'BAD_INPUT' } });
  });

  test('S11: eleven calls in one request are refused', async () => {
    const procedures = Array.from({ length: 11 }, () => 'enrol.poll').join(',');
    const response = await worker.app.inject({
      method: 'POST',
      url: `/trpc/${procedures}?batch=1`,
      headers: { 'content-type': 'application/json', origin: POS_ORIGIN },
      payload: '{}',
    });
    expect(response.statusCode).toBe(400);
  });

  test('[PUSH1] a batch over 256 KiB gets 413, one operation alone of the same size is taken', async () => {
    const journal = aJournal(shop);
    const note = 'x'.repeat(150 * 1024);
    const large = () => journal.seal('sale', { ...aSaleBody(shop), unknown: note } as never);
    const ops = [large(), large()];
    const push = (some: typeof ops) =>
      signedCall(
        worker,
        shop.terminal,
        'sync.push',
        { incarnation: shop.terminal.incarnationId, ops: some },
        { nonce: nonce() },
      );
    expect(await push(ops)).toMatchObject({ status: 413, refusal: { code: 'FILE_TOO_LARGE' } });
    expect(await push(ops.slice(0, 1))).toMatchObject({
      status: 200,
      data: { results: [{ r: 'posted' }] },
    });
  });

  test('S13: a refusal says a code and nothing of the inside', async () => {
    const response = await worker.app.inject({
      method: 'POST',
      url: '/trpc/enrol.begin',
      headers: { 'content-type': 'application/json', origin: POS_ORIGIN },
      payload: '{"json":{"publicKey":"<script>"}}',
    });
    expect(response.statusCode).toBe(400);
    expect(response.body).not.toMatch(/script|stack|zod|publicKey|prisma/i);
  });

  test('the office is not behind this door: no cookie is believed', async () => {
    const answer = await call(
      worker,
      'terminal.revoke',
      { terminalId: shop.terminal.terminalId },
      {
        headers: { cookie: 'oson.session_token=anything' },
      },
    );
    expect(answer).toMatchObject({ status: 401, refusal: { code: 'NOT_SIGNED_IN' } });
  });
});
