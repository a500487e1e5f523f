import { describe, expect, test } from 'vitest';
import { EXCHANGES_PUBLIC_KEY, SAMPLE_IDS } from '../fixtures/index.ts';
import * as schema from './enrol-schemas.ts';

const { incarnation, store, tenant, terminal, staff } = SAMPLE_IDS;
const publicKey = EXCHANGES_PUBLIC_KEY;
const enrolmentId = '0197a000-0000-7000-8000-0000000000f0';
const secret = 'q3VZbWZ0b2tlbi1vZi0yNC1ieXRlcw';

const certificate = {
  tenantId: tenant,
  chainName: 'Baraka market',
  storeId: store,
  storeName: 'Chorsu',
  storeCode: 'A1',
  terminalId: terminal,
  terminalName: 'Kassa 1',
  incarnation,
  terminalCode: 'K7',
  publicKey,
  issuedAt: 1_764_000_000_000,
};

describe('a device that asks to be let in', () => {
  test('sends its key and a name, and gets a code of 8 characters', () => {
    const begin = { publicKey, deviceName: 'Kassa, yangi' };
    expect(schema.enrolBeginRequestSchema.parse(begin)).toEqual(begin);
    const answer = { enrolmentId, code: 'K7XPQR34', secret, expiresAt: 1_764_000_600_000 };
    expect(schema.enrolBeginAnswerSchema.parse(answer)).toEqual(answer);
    for (const code of ['K7XPQR3', 'K7XPQR345', '']) {
      expect(schema.enrolBeginAnswerSchema.safeParse({ ...answer, code }).success).toBe(false);
    }
  });

  test('cannot have a name without end', () => {
    const named = (length: number) => ({ publicKey, deviceName: 'k'.repeat(length) });
    expect(schema.enrolBeginRequestSchema.safeParse(named(100)).success).toBe(true);
    expect(schema.enrolBeginRequestSchema.safeParse(named(101)).success).toBe(false);
  });

  test('asks on with its secret', () => {
    const proof = { enrolmentId, secret };
    expect(schema.enrolPollRequestSchema.parse(proof)).toEqual(proof);
    expect(schema.enrolFinishRequestSchema.parse(proof)).toEqual(proof);
    for (const wrong of [
      { enrolmentId: 'e-1' },
      { secret: 'short' },
      { secret: 's'.repeat(129) },
    ]) {
      expect(schema.enrolPollRequestSchema.safeParse({ ...proof, ...wrong }).success).toBe(false);
      expect(schema.enrolFinishRequestSchema.safeParse({ ...proof, ...wrong }).success).toBe(false);
    }
  });

  test.each([
    { state: 'waiting', expiresAt: 1_764_000_600_000 },
    { state: 'expired' },
    { state: 'claimed', chainName: 'Baraka', storeName: 'Chorsu', terminalName: 'Kassa 1' },
  ])('hears $state', (answer) => {
    expect(schema.enrolPollAnswerSchema.parse(answer)).toEqual(answer);
  });

  test('hears chain and store before it can go on', () => {
    for (const answer of [
      { state: 'claimed', storeName: 'Chorsu', terminalName: 'Kassa 1' },
      { state: 'claimed', chainName: 'Baraka', terminalName: 'Kassa 1' },
      { state: 'waiting' },
      { state: 'finished' },
    ]) {
      expect(schema.enrolPollAnswerSchema.safeParse(answer).success).toBe(false);
    }
  });
});

describe('a code in a link', () => {
  test('is looked at first and redeemed with a key', () => {
    expect(schema.enrolLookRequestSchema.parse({ code: ' K7XPQR34 ' })).toEqual({
      code: 'K7XPQR34',
    });
    const names = { chainName: 'Baraka', storeName: 'Chorsu', terminalName: 'Kassa 1' };
    expect(schema.enrolLookAnswerSchema.parse(names)).toEqual(names);
    const redeem = { code: 'K7XPQR34', publicKey, deviceName: '' };
    expect(schema.enrolRedeemRequestSchema.parse(redeem)).toEqual(redeem);
    for (const code of ['', 'K7', 'k'.repeat(129), 12_345_678]) {
      expect(schema.enrolLookRequestSchema.safeParse({ code }).success).toBe(false);
      expect(schema.enrolRedeemRequestSchema.safeParse({ ...redeem, code }).success).toBe(false);
    }
  });
});

describe('the certificate', () => {
  const answer = { certificate, signature: 'c2ln', nonce: 'n-1', practice: true };

  test('names tenant, chain, store, terminal, incarnation, code and key', () => {
    expect(schema.enrolAnswerSchema.parse(answer)).toEqual(answer);
    for (const field of Object.keys(certificate)) {
      const rest = Object.entries(certificate).filter(([name]) => name !== field);
      const without = { ...answer, certificate: Object.fromEntries(rest) };
      expect(schema.enrolAnswerSchema.safeParse(without).success, field).toBe(false);
    }
  });

  test('comes with a signature and the first nonce', () => {
    for (const field of ['signature', 'nonce']) {
      expect(schema.enrolAnswerSchema.safeParse({ ...answer, [field]: '' }).success).toBe(false);
    }
  });

  test('has a terminal code of 2 to 4 characters', () => {
    const coded = (terminalCode: string) => ({
      ...answer,
      certificate: { ...certificate, terminalCode },
    });
    for (const code of ['K7', 'K7X', 'K7XP']) {
      expect(schema.enrolAnswerSchema.safeParse(coded(code)).success).toBe(true);
    }
    for (const code of ['', 'K', 'K7XPQ']) {
      expect(schema.enrolAnswerSchema.safeParse(coded(code)).success).toBe(false);
    }
  });

  test('keeps what a newer server adds, so that its signature still holds', () => {
    const newer = { ...answer, certificate: { ...certificate, region: 'Toshkent' } };
    expect(schema.enrolAnswerSchema.parse(newer)).toEqual(newer);
  });
});

test('"Start selling" answers live and who the owner is', () => {
  const answer = { terminalState: 'live', staffId: staff, nonce: 'n-2' };
  expect(schema.goLiveAnswerSchema.parse(answer)).toEqual(answer);
  expect(
    schema.goLiveAnswerSchema.safeParse({ ...answer, terminalState: 'practice' }).success,
  ).toBe(false);
});
