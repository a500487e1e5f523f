import { NONCE_VALID_MS } from '@oson/contract';
import { expect, test } from 'vitest';
import { isOwnCertificate, signCertificate } from './certificate.ts';
import { cleanEnrolmentCode, drawEnrolmentCode, hashEnrolmentCode } from './enrolment-code.ts';
import { checkNonce, makeNonce } from './nonce.ts';
import { deriveServerKeys } from './server-keys.ts';

const keys = deriveServerKeys('a secret of this test, long enough');
const others = deriveServerKeys('another secret of this test, long');
const NOW = 1_795_000_000_000;

test('[ID10] a nonce is valid for 24 hours, for its incarnation and its server secret', () => {
  const nonce = makeNonce(keys.nonce, 'a', NOW);
  expect(checkNonce(keys.nonce, 'a', nonce, NOW)).toBe('valid');
  expect(checkNonce(keys.nonce, 'a', nonce, NOW + NONCE_VALID_MS - 1)).toBe('valid');
  expect(checkNonce(keys.nonce, 'a', nonce, NOW + NONCE_VALID_MS)).toBe('stale');
  expect(checkNonce(keys.nonce, 'b', nonce, NOW)).toBe('stale');
  expect(checkNonce(others.nonce, 'a', nonce, NOW)).toBe('stale');
  expect(checkNonce(keys.nonce, 'a', nonce, NOW - 3_600_000)).toBe('stale');
});

test('[ID10] no two nonces are alike, and none can be bent', () => {
  const nonces = new Set(Array.from({ length: 200 }, () => makeNonce(keys.nonce, 'a', NOW)));
  expect(nonces.size).toBe(200);
  const [nonce] = [...nonces] as [string];
  for (let i = 0; i < nonce.length - 1; i++) {
    const bent = `${nonce.slice(0, i)}${nonce[i] === 'A' ? 'B' : 'A'}${nonce.slice(i + 1)}`;
    expect(checkNonce(keys.nonce, 'a', bent, NOW)).toBe('stale');
  }
});

test('[ID14] a certificate is our own only as it was signed, under the same secret', () => {
  const certificate = {
    tenantId: 't',
    chainName: 'Baraka',
    storeId: 's',
    storeName: 'Chilonzor',
    storeCode: 'CH',
    terminalId: 'd',
    terminalName: 'Kassa 1',
    incarnation: 'i',
    terminalCode: '7K',
    publicKey: 'k',
    issuedAt: NOW,
  };
  const signed = signCertificate(keys.certificate, certificate);
  expect(isOwnCertificate(keys.certificate, signed)).toBe(true);
  expect(isOwnCertificate(others.certificate, signed)).toBe(false);
  const moved = { ...signed, certificate: { ...certificate, storeId: 'other' } };
  expect(isOwnCertificate(keys.certificate, moved)).toBe(false);
  expect(isOwnCertificate(keys.certificate, { ...signed, signature: '' })).toBe(false);
});

test('[ENROL1] a code has 8 signs that nobody misreads, and is understood however it is typed', () => {
  for (let i = 0; i < 300; i++)
    expect(drawEnrolmentCode()).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/);
  expect(cleanEnrolmentCode(' ab3k-77xp ')).toBe('AB3K77XP');
  const hash = (code: string) =>
    Buffer.from(hashEnrolmentCode(keys.enrolment, code)).toString('hex');
  expect(hash('ab3k 77xp')).toBe(hash('AB3K77XP'));
  expect(hash('AB3K77XP')).not.toBe(hash('AB3K77XQ'));
});

test('a short server secret is refused', () => {
  expect(() => deriveServerKeys('short')).toThrow(/SERVER_SECRET/);
});
