/** The recorded exchanges are what schemas, hashes and error codes say that they are. */
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { verifyOperation } from './chain/verify-operation.ts';
import { ERROR_CODES, OsonError } from './error-codes.ts';
import {
  EXCHANGES,
  EXCHANGES_OF_FIRST_BUILD,
  EXCHANGES_PUBLIC_KEY,
  exchangeNamed,
} from './fixtures/index.ts';
import type { Certificate } from './messages/enrol.ts';
import type { ErasedOperation, Operation } from './operation.ts';
import * as schema from './schema/index.ts';
import {
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  signedText,
} from './signed-request.ts';

const REQUESTS: Record<string, z.ZodType> = {
  '/trpc/sync.hello': schema.helloRequestSchema,
  '/trpc/sync.push': schema.pushRequestSchema,
  '/trpc/sync.pull': schema.pullRequestSchema,
  '/trpc/sync.report': schema.reportRequestSchema,
  '/trpc/sync.goLive': schema.goLiveRequestSchema,
  '/trpc/sync.import': schema.importRequestSchema,
  '/trpc/sync.renew': schema.renewRequestSchema,
  '/trpc/enrol.begin': schema.enrolBeginRequestSchema,
  '/trpc/enrol.poll': schema.enrolPollRequestSchema,
  '/trpc/enrol.finish': schema.enrolFinishRequestSchema,
  '/trpc/enrol.look': schema.enrolLookRequestSchema,
  '/trpc/enrol.redeem': schema.enrolRedeemRequestSchema,
};
const ANSWERS: Record<string, z.ZodType> = {
  '/trpc/sync.hello': schema.helloAnswerSchema,
  '/trpc/sync.push': schema.pushAnswerSchema,
  '/trpc/sync.pull': schema.pullAnswerSchema,
  '/trpc/sync.report': schema.reportAnswerSchema,
  '/trpc/sync.goLive': schema.goLiveAnswerSchema,
  '/trpc/sync.import': schema.importAnswerSchema,
  '/trpc/sync.renew': schema.renewAnswerSchema,
  '/trpc/enrol.begin': schema.enrolBeginAnswerSchema,
  '/trpc/enrol.poll': schema.enrolPollAnswerSchema,
  '/trpc/enrol.finish': schema.enrolAnswerSchema,
  '/trpc/enrol.look': schema.enrolLookAnswerSchema,
  '/trpc/enrol.redeem': schema.enrolAnswerSchema,
};

const sent = (name: string) =>
  (JSON.parse(exchangeNamed(name).request.body) as { json: Record<string, unknown> }).json;
const answered = (name: string) =>
  (
    JSON.parse(exchangeNamed(name).answer.body) as {
      result: { data: { json: Record<string, unknown> } };
    }
  ).result.data.json;
const refused = (name: string) =>
  (
    JSON.parse(exchangeNamed(name).answer.body) as {
      error: { json: { data: { oson: { code: string; details: Record<string, unknown> } } } };
    }
  ).error.json.data.oson;
const codeOf = (body: string) =>
  (JSON.parse(body) as { error: { json: { data: { oson: { code: string } } } } }).error.json.data
    .oson.code;
const resultsOf = (name: string) => answered(name).results as Record<string, unknown>[];

const ALL = [
  ...EXCHANGES.map((exchange) => [exchange.name, exchange] as const),
  ...EXCHANGES_OF_FIRST_BUILD.map((each) => [`${each.name} of the first build`, each] as const),
];

describe.each(ALL)('%s', (_, each) => {
  test('its request is one of the contract', () => {
    const { json } = JSON.parse(each.request.body) as { json: unknown };
    expect(REQUESTS[each.request.path]?.parse(json)).toEqual(json);
    expect(each.request.method).toBe('POST');
    expect(each.request.headers['content-type']).toBe('application/json');
  });

  test('its answer is one of the contract, or a refusal with a code of the registry', () => {
    if (each.answer.headers['content-type'] === 'text/html' || each.answer.status === 413) return;
    const body = JSON.parse(each.answer.body) as { result?: { data: { json: unknown } } };
    if (each.answer.status === 200) {
      const json = body.result?.data.json;
      expect(ANSWERS[each.request.path]?.parse(json)).toEqual(json);
    } else {
      expect(ERROR_CODES).toContain(codeOf(each.answer.body));
    }
  });

  test('[ID9] it is signed with what a signature needs, and carries no cookie', () => {
    if (each.request.path.startsWith('/trpc/enrol.')) return;
    expect(Object.keys(each.request.headers).sort()).toEqual(
      ['content-type', HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE].sort(),
    );
    expect(each.request.headers[HEADER_SIGNATURE]).toMatch(/^[A-Za-z0-9_-]{86}$/);
  });
});

test('[ID9] the signed text names method, path, digest and nonce, each on its line', () => {
  expect(signedText('post', '/trpc/sync.push', 'abc', 'nonce')).toBe(
    'OSP1\nPOST\n/trpc/sync.push\nabc\nnonce',
  );
  expect(EXCHANGES_PUBLIC_KEY).toMatch(/^MFkwEwYHKoZIzj0C[A-Za-z0-9_-]{106}$/);
});

test('[OP1] [OP2] recorded operations verify as they travelled, and one that was changed does not', () => {
  for (const operation of sent('push-posted').ops as Operation[]) {
    expect(verifyOperation(operation)).toEqual({ ok: true });
    expect(schema.parseBody(operation.type, operation.v, operation.body).ok).toBe(true);
  }
  const [changed] = sent('push-quarantined').ops as Operation[];
  expect(verifyOperation(changed as Operation)).toEqual({ ok: false, cause: 'hash' });
});

test('[PUSH2] posted, replayed, waiting and quarantined answer what the operation is', () => {
  for (const result of resultsOf('push-posted')) {
    expect(result).toMatchObject({ r: 'posted', is: 'posted', n: expect.any(Number) as number });
  }
  expect(resultsOf('push-replayed').map(({ r, is }) => [r, is])).toEqual([
    ['replayed', 'posted'],
    ['replayed', 'posted'],
  ]);
  expect(resultsOf('push-replayed')[0]).toMatchObject({ n: resultsOf('push-posted')[0]?.n });
  expect(resultsOf('push-waiting')).toMatchObject([{ r: 'waiting', is: 'waiting' }]);
  expect(resultsOf('push-quarantined')).toMatchObject([{ r: 'quarantined', is: 'quarantined' }]);
});

test('[PUSH5] refusals of a whole request carry what the terminal needs to go on', () => {
  expect(exchangeNamed('push-busy').answer.status).toBe(503);
  expect(refused('push-busy')).toMatchObject({ code: 'BUSY', details: { delayMs: 5000 } });
  expect(exchangeNamed('push-limited').answer.status).toBe(429);
  expect(refused('push-limited').details).toEqual({ delayMs: 30_000 });
  expect(exchangeNamed('push-too-large').answer.status).toBe(413);
  expect(exchangeNamed('push-signature-wrong').answer.status).toBe(401);
});

test('[ID11] an expired nonce is answered with a new one, and the same body goes again', () => {
  expect(exchangeNamed('push-nonce-expired').answer.status).toBe(401);
  const { code, details } = refused('push-nonce-expired');
  expect(code).toBe('NONCE_EXPIRED');
  const again = exchangeNamed('push-replayed').request;
  expect(again.headers[HEADER_NONCE]).toBe(details.nonce);
  expect(again.body).toBe(exchangeNamed('push-nonce-expired').request.body);
});

test('[HELLO2] [HELLO3] hello says what is unsent, and the answer what the server holds', () => {
  expect(sent('hello-first')).toMatchObject({ maxSeq: 0, acked: [], cursor: null });
  expect(sent('hello-with-unsent').pending).toEqual({
    count: 2,
    sum: 800_000,
    oldestAt: expect.any(Number) as number,
  });
  const { epoch, held } = answered('hello-after-restore');
  expect(epoch).toBe(2);
  expect(held).toMatchObject([{ from: 1, to: 1 }]);
  expect(sent('hello-after-restore').acked).toMatchObject([{ from: 1 }]);
  expect(answered('hello-revoked').terminalState).toBe('revoked');
});

test('a later state comes as an outcome, and a revoked terminal gets no row', () => {
  expect(answered('pull-outcome').rows).toMatchObject([
    { kind: 'outcome', data: { is: 'posted', flags: ['oversell'] } },
  ]);
  expect(refused('pull-revoked').code).toBe('TERMINAL_REVOKED');
  expect(exchangeNamed('pull-revoked').answer.status).toBe(403);
});

test('[OP18] an operation without its body verifies and is answered as erased', () => {
  const [offered] = sent('push-erased').ops as ErasedOperation[];
  expect(offered).not.toHaveProperty('body');
  expect(verifyOperation(offered as ErasedOperation)).toEqual({ ok: true });
  expect(resultsOf('push-erased')).toMatchObject([{ r: 'posted', is: 'erased' }]);
});

test('[PUSH11] an import answers what each operation is, and whose they are', () => {
  expect(String(sent('import').bundle)).toMatch(/^T1NPTlgx/);
  expect(answered('import')).toMatchObject({ verified: true });
  // The server had been restored: what it still held is replayed, the rest is new to it again.
  const met = new Set(resultsOf('import').map(({ r }) => r));
  expect([...met]).toEqual(expect.arrayContaining(['replayed', 'posted']));
});

test('[ENROL7] [ENROL8] a renewal gives the same terminal another incarnation, key and code', () => {
  const old = answered('enrol-redeem').certificate as Certificate;
  const renewed = answered('renew').certificate as Certificate;
  expect(renewed.terminalId).toBe(old.terminalId);
  expect(answered('hello-forked').forked).toBe(true);
  for (const field of ['incarnation', 'terminalCode', 'publicKey'] as const) {
    expect(renewed[field]).not.toBe(old[field]);
  }
  expect(answered('renew').recoveryKey).toMatch(/^MFkwEwYHKoZIzj0C/);
});

test('[PULL10] [PULL11] a snapshot and a page from zero say that they replace all', () => {
  expect(answered('pull-snapshot')).toMatchObject({ rows: [], more: true });
  expect(answered('pull-from-zero').fromZero).toBe(true);
  expect(sent('pull-from-zero').cursor).not.toBeNull();
  expect(refused('pull-terminal-unconfirmed').code).toBe('TERMINAL_UNCONFIRMED');
  expect(refused('pull-tenant-closed').code).toBe('TENANT_CLOSED');
});

test('an exchange that was never recorded is said so', () => {
  expect(() => exchangeNamed('gone')).toThrow(/gone/);
});

test('a refusal carries its code and no words', () => {
  const refusal = new OsonError('BAD_INPUT', { field: 'pin' });
  expect(refusal).toMatchObject({ code: 'BAD_INPUT', message: 'BAD_INPUT', name: 'OsonError' });
  expect(new OsonError('BUSY').details).toEqual({});
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
});
