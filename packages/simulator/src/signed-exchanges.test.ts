import { HEADER_NONCE, HEADER_SIGNATURE, sha256Hex, signedText } from '@oson/contract';
import { EXCHANGES, EXCHANGES_PUBLIC_KEY, exchangeNamed } from '@oson/contract/fixtures';
import { faultOf } from '@oson/sync-core';
import { expect, test } from 'vitest';
import { isSignedBy, makeDeviceKey } from './device-key.ts';
import { readAnswer, WireError } from './worker-call.ts';

const signed = EXCHANGES.filter(({ request }) => HEADER_SIGNATURE in request.headers);

test.each(signed.map((exchange) => [exchange.name, exchange.request] as const))(
  '[ID9] the recorded signature of %s holds for exactly this path, body and nonce',
  async (_, { method, path, headers, body }) => {
    const nonce = headers[HEADER_NONCE] as string;
    const signature = headers[HEADER_SIGNATURE] as string;
    const holds = (text: string) => isSignedBy(EXCHANGES_PUBLIC_KEY, text, signature);
    expect(await holds(signedText(method, path, sha256Hex(body), nonce))).toBe(true);
    expect(await holds(signedText(method, '/trpc/sync.report2', sha256Hex(body), nonce))).toBe(
      false,
    );
    expect(await holds(signedText(method, path, sha256Hex(`${body} `), nonce))).toBe(false);
    expect(await holds(signedText(method, path, sha256Hex(body), `${nonce}A`))).toBe(false);
  },
);

test('[ID8] the private key of a terminal cannot be exported', async () => {
  const key = await makeDeviceKey();
  expect(Object.keys(key)).toEqual(['publicKey', 'sign']);
  const signature = await key.sign('text');
  expect(await isSignedBy(key.publicKey, 'text', signature)).toBe(true);
  expect(await isSignedBy((await makeDeviceKey()).publicKey, 'text', signature)).toBe(false);
});

test.each([
  ['push-busy', { kind: 'busy', delayMs: 5000 }],
  ['push-limited', { kind: 'busy', delayMs: 30_000 }],
  ['push-too-large', { kind: 'too-large' }],
  ['push-signature-wrong', { kind: 'auth', code: 'SIGNATURE_WRONG' }],
  ['push-nonce-expired', { kind: 'nonce' }],
  ['pull-revoked', { kind: 'revoked' }],
  ['hello-captive-portal', { kind: 'network' }],
])('[PUSH5] the recorded answer %s is read as its fault', (name, fault) => {
  const { status, body } = exchangeNamed(name).answer;
  let error: unknown;
  try {
    readAnswer(status, body);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(WireError);
  expect(faultOf(error as WireError)).toMatchObject(fault);
});

test('a good answer is read out of its frame', () => {
  const { status, body } = exchangeNamed('report').answer;
  expect(readAnswer(status, body)).toMatchObject({ nonce: expect.any(String) as string });
});
