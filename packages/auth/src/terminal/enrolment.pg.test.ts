import { generateKeyPairSync } from 'node:crypto';
import { NO_OUTSIDE_LEDGER } from '@oson/operations';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLimiter } from '../limits/limiter.ts';
import {
  beginEnrolment,
  checkNonce,
  claimEnrolment,
  deriveServerKeys,
  type EnrolmentPorts,
  finishEnrolment,
  isOwnCertificate,
  issueEnrolmentLink,
  lookAtLink,
  pollEnrolment,
  readRecoveryKey,
  redeemLink,
} from './index.ts';

const MINUTE_MS = 60_000;
let at: TestDatabase;
let ports: EnrolmentPorts;
let shop: ATenant;
let nowMs = Date.now();
let caller = 0;
beforeAll(async () => {
  at = await testDatabase();
  ports = {
    db: at.db,
    keys: deriveServerKeys('a secret of this test, long enough'),
    limiter: createLimiter(at.db.auth),
    recovery: readRecoveryKey(undefined, 'a secret of this test, long enough'),
    outside: NO_OUTSIDE_LEDGER,
    now: () => nowMs,
  };
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  caller += 1;
});

const aKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64url');
const begin = (publicKey = aKey()) =>
  beginEnrolment(ports, { publicKey, deviceName: 'Chrome' }, `ip-${caller}`);
const claim = (code: string, over: Partial<Parameters<typeof claimEnrolment>[1]> = {}) =>
  claimEnrolment(ports, {
    tenantId: shop.tenantId,
    userId: shop.ownerUserId,
    code,
    storeId: shop.storeId,
    name: 'Kassa 2',
    ...over,
  });
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const terminals = () => inShop((tx) => tx.terminal.count());

describe('a device that shows a code', () => {
  test('[ENROL1] [ENROL2] [ENROL3] waits, is claimed, sees chain and store, and is in after its tap', async () => {
    const publicKey = aKey();
    const device = await begin(publicKey);
    expect(device.code).toHaveLength(8);
    expect(device.expiresAt).toBe(nowMs + 10 * MINUTE_MS);
    expect(await pollEnrolment(ports, device)).toMatchObject({ state: 'waiting' });
    await expect(finishEnrolment(ports, device)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    await claim(`${device.code.slice(0, 4)}-${device.code.slice(4).toLowerCase()}`);
    const seen = await pollEnrolment(ports, device);
    expect(seen).toMatchObject({
      state: 'claimed',
      storeName: 'First store',
      terminalName: 'Kassa 2',
    });
    expect(await terminals()).toBe(1);

    const answer = await finishEnrolment(ports, device);
    expect(answer.practice).toBe(false);
    expect(isOwnCertificate(ports.keys.certificate, answer)).toBe(true);
    const { certificate } = answer;
    expect(certificate).toMatchObject({
      tenantId: shop.tenantId,
      storeId: shop.storeId,
      storeCode: shop.storeCode,
      terminalName: 'Kassa 2',
      publicKey,
    });
    expect(certificate.terminalCode).toMatch(/^[2-9A-Z]{2}$/);
    expect(checkNonce(ports.keys.nonce, certificate.incarnation, answer.nonce, nowMs)).toBe(
      'valid',
    );
    expect(await terminals()).toBe(2);
  });

  test('a lost answer costs nothing: the same device finishes again and is the same terminal', async () => {
    const device = await begin();
    await claim(device.code);
    const answers = await Promise.all([1, 2, 3].map(() => finishEnrolment(ports, device)));
    expect(new Set(answers.map(({ certificate }) => JSON.stringify(certificate))).size).toBe(1);
    expect(await terminals()).toBe(2);
  });

  test('[ENROL1] after 10 minutes the code is dead for device and manager', async () => {
    const device = await begin();
    nowMs += 10 * MINUTE_MS;
    await expect(claim(device.code)).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
    expect(await pollEnrolment(ports, device)).toEqual({ state: 'expired' });
  });

  test('[ENROL1] a code is claimed once, also by two managers at the same moment', async () => {
    const device = await begin();
    const rival = await aTenant(at.db);
    const both = await Promise.allSettled([
      claim(device.code),
      claim(device.code, {
        tenantId: rival.tenantId,
        userId: rival.ownerUserId,
        storeId: rival.storeId,
      }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(claim(device.code)).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
  });

  test('[ENROL1] five wrong codes, then the right one is refused too; 100 parallel guesses get no more', async () => {
    const device = await begin();
    for (let i = 0; i < 5; i++) {
      await expect(claim('AAAA3333')).rejects.toMatchObject({ code: 'CODE_WRONG' });
    }
    await expect(claim(device.code)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const guesser = await aTenant(at.db);
    const guess = () => claim('AAAA3333', { userId: guesser.ownerUserId });
    const guesses = await Promise.allSettled(Array.from({ length: 100 }, guess));
    const wrong = guesses.filter(
      (one) => one.status === 'rejected' && (one.reason as { code: string }).code === 'CODE_WRONG',
    );
    expect(wrong).toHaveLength(5);
  });

  test('[ENROL1] five wrong secrets end the enrolment', async () => {
    const device = await begin();
    const wrong = { enrolmentId: device.enrolmentId, secret: 'x'.repeat(32) };
    for (let i = 0; i < 5; i++) {
      expect(await pollEnrolment(ports, wrong)).toEqual({ state: 'expired' });
    }
    expect(await pollEnrolment(ports, device)).toEqual({ state: 'expired' });
    await expect(claim(device.code)).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
  });

  test('neither code nor secret lies in the database', async () => {
    const device = await begin();
    const row = await at.db.auth.terminalEnrolment.findUniqueOrThrow({
      where: { id: device.enrolmentId },
    });
    const bytes = [row.codeHash, row.secretHash ?? new Uint8Array()].map((part) =>
      Buffer.from(part).toString('latin1'),
    );
    expect(JSON.stringify([row, bytes])).not.toContain(device.code);
    expect(JSON.stringify([row, bytes])).not.toContain(device.secret);
  });

  test('what is no P-256 key is refused', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const wrong = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
    await expect(begin(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(begin('A'.repeat(120))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('[ENROL2] a store or terminal of another chain cannot be named', async () => {
    const stranger = await aTenant(at.db);
    const device = await begin();
    for (const over of [
      { storeId: stranger.storeId },
      { terminalId: stranger.terminal.terminalId },
    ]) {
      await expect(claim(device.code, over)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('[ENROL6] a suspended chain gets no new terminal, not even one claimed before', async () => {
    const device = await begin();
    await claim(device.code);
    await inShop((tx) => tx.tenantSettings.updateMany({ data: { status: 'suspended' } }));
    await expect(finishEnrolment(ports, device)).rejects.toMatchObject({
      code: 'TENANT_SUSPENDED',
    });
    expect(await terminals()).toBe(1);
  });

  test('[ID3] enrolled again as the same terminal: new incarnation, key and code, the old one ended', async () => {
    const { terminalId, incarnationId } = shop.terminal;
    const device = await begin();
    await claim(device.code, { terminalId });
    const { certificate } = await finishEnrolment(ports, device);
    expect(certificate.terminalId).toBe(terminalId);
    expect(certificate.incarnation).not.toBe(incarnationId);
    expect(certificate.terminalCode).not.toBe(shop.terminal.code);
    const rows = await inShop((tx) => tx.terminalIncarnation.findMany({ where: { terminalId } }));
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === incarnationId)?.endedAt).not.toBeNull();
    expect(await terminals()).toBe(1);
  });
});

describe('a code in a link', () => {
  const link = (purpose: 'practice' | 'link' = 'practice') =>
    issueEnrolmentLink(ports, {
      tenantId: shop.tenantId,
      storeId: shop.storeId,
      terminalName: 'Kassa 1',
      purpose,
    });
  const redeem = (code: string, publicKey = aKey()) =>
    redeemLink(ports, { code, publicKey, deviceName: 'Chrome' }, `ip-${caller}`);

  test('[ENROL4] [CASE18] names chain and store first, and makes a practice terminal after sign-up', async () => {
    const { code } = await link();
    expect(await lookAtLink(ports, { code }, `ip-${caller}`)).toMatchObject({
      storeName: 'First store',
      terminalName: 'Kassa 1',
    });
    expect(await terminals()).toBe(1);
    const answer = await redeem(code);
    expect(answer.practice).toBe(true);
    const { terminalId } = answer.certificate;
    const row = await inShop((tx) => tx.terminal.findFirstOrThrow({ where: { id: terminalId } }));
    expect(row.state).toBe('practice');
  });

  test('[ENROL1] works once: for the key that came first, which may ask again', async () => {
    const { code } = await link('link');
    const publicKey = aKey();
    const [first, second] = [await redeem(code, publicKey), await redeem(code, publicKey)];
    expect(first.certificate).toEqual(second.certificate);
    expect(first.practice).toBe(false);
    await expect(redeem(code)).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
    expect(await terminals()).toBe(2);
  });

  test('[ENROL1] dies after 10 minutes, and stands five wrong tries of an address', async () => {
    const { code } = await link();
    nowMs += 10 * MINUTE_MS;
    await expect(redeem(code)).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
    const fresh = await link();
    for (let i = 0; i < 4; i++) {
      await expect(redeem('AAAA3333')).rejects.toMatchObject({ code: 'CODE_WRONG' });
    }
    await expect(redeem(fresh.code)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  test('a code that a device shows is no link, and a link cannot be claimed', async () => {
    const device = await begin();
    await expect(redeem(device.code)).rejects.toMatchObject({ code: 'CODE_WRONG' });
    const { code } = await link();
    await expect(claim(code)).rejects.toMatchObject({ code: 'CODE_WRONG' });
  });
});
