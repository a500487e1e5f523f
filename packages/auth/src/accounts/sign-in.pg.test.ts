import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, codeSentTo, LOCAL_ENV } from '../testing/a-browser.ts';
import { type Identity, identityOver } from '../open-identity.ts';
import { makeAccount } from './make-account.ts';

let test1: TestDatabase;
let identity: Identity;
const password = 'tulpor-qanoti-42';

beforeAll(async () => {
  test1 = await testDatabase();
  identity = identityOver(test1.db, LOCAL_ENV);
});
afterAll(() => test1.close());

test('a person signs up with an e-mail, is signed in at once and gets a code to prove it', async () => {
  const browser = aBrowser(identity);
  const answer = await browser.post('sign-up', {
    identifier: 'Dilnoza@Example.uz',
    password,
    locale: 'ru',
  });
  expect(answer).toMatchObject({ status: 200, body: { ok: true } });
  const { user, office } = await identity.resolveOfficeUser(browser.headers());
  expect(user).toMatchObject({ email: 'dilnoza@example.uz', locale: 'ru', isSupport: false });
  expect(office).toBeNull();
  const accounts = identity.accountsFor(browser.headers());
  expect(await accounts.own(user?.userId ?? '')).toMatchObject({ proven: false });
  const code = await codeSentTo(identity, 'dilnoza@example.uz');
  await accounts.prove(user?.userId ?? '', code);
  expect(await accounts.own(user?.userId ?? '')).toMatchObject({ proven: true, emailProven: true });
  await expect(accounts.prove(user?.userId ?? '', code)).rejects.toThrow('CODE_EXPIRED');
});

test('a person signs up and in with a phone number, however it is written', async () => {
  const first = aBrowser(identity);
  await first.post('sign-up', { identifier: '90 123 45 67', password, locale: 'uz-Latn' });
  const { user } = await identity.resolveOfficeUser(first.headers());
  expect(user).toMatchObject({ email: '', name: '+998901234567' });
  const second = aBrowser(identity);
  const answer = await second.post('sign-in', { identifier: '+998 (90) 123-45-67', password });
  expect(answer.status).toBe(200);
  await identity
    .accountsFor(first.headers())
    .prove(user?.userId ?? '', await codeSentTo(identity, '+998901234567'));
  const again = aBrowser(identity);
  const taken = await again.post('sign-up', {
    identifier: '+998901234567',
    password,
    locale: 'uz-Latn',
  });
  expect(taken).toMatchObject({ status: 409, body: { error: { code: 'PHONE_TAKEN' } } });
});

test('signing out ends the session in the database, not only in the browser', async () => {
  const browser = aBrowser(identity);
  await browser.post('sign-up', { identifier: 'out@example.uz', password, locale: 'uz-Latn' });
  const kept = browser.headers();
  await browser.post('sign-out', {});
  expect((await identity.resolveOfficeUser(kept)).user).toBeNull();
});

test('[S19] of 500 parallel wrong sign-ins at most 5 reach the password', async () => {
  await makeAccount(identity.db, { name: 'Target', email: 'target@example.uz', password });
  const behindProxy = identityOver(test1.db, { ...LOCAL_ENV, CALLER_IP_HEADER: 'x-real-ip' });
  // Each from another address: only the account's own limit can stop them.
  const guesses = Array.from({ length: 500 }, (_, index) =>
    aBrowser(behindProxy).post(
      'sign-in',
      { identifier: 'target@example.uz', password: `wrong-password-${index}` },
      { 'x-real-ip': `10.1.${index >> 8}.${index & 255}` },
    ),
  );
  const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
  const verified = statuses.filter((status) => status === 401).length;
  expect(verified).toBeLessThanOrEqual(5);
  expect(verified).toBeGreaterThan(0);
  expect(statuses.filter((status) => status === 429).length).toBe(500 - verified);
  const right = await aBrowser(identity).post('sign-in', {
    identifier: 'target@example.uz',
    password,
  });
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
}, 60_000);

test('[S37] an address may open 30 accounts an hour, another address is not held up', async () => {
  const env = { ...LOCAL_ENV, CALLER_IP_HEADER: 'x-real-ip' };
  const behindProxy = identityOver(test1.db, env);
  const signUp = (ip: string, index: number) =>
    aBrowser(behindProxy).post(
      'sign-up',
      { identifier: `many${index}@example.uz`, password: 'short', locale: 'uz-Latn' },
      { 'x-real-ip': ip },
    );
  for (let index = 0; index < 30; index++) {
    expect((await signUp('10.0.0.1', index)).body.error?.code).toBe('WEAK_PASSWORD');
  }
  expect((await signUp('10.0.0.1', 31)).status).toBe(429);
  expect((await signUp('10.0.0.2', 32)).body.error?.code).toBe('WEAK_PASSWORD');
  // What a caller writes before our proxy's part of a chain buys no fresh limit.
  expect((await signUp('6.6.6.6, 10.0.0.1', 33)).status).toBe(429);
});

test('a forgotten password is set anew by a code, and everybody else is signed out', async () => {
  const thief = aBrowser(identity);
  await makeAccount(identity.db, { name: 'Owner', email: 'lost@example.uz', password });
  await thief.post('sign-in', { identifier: 'lost@example.uz', password });
  const owner = aBrowser(identity);
  expect((await owner.post('reset/ask', { identifier: 'lost@example.uz' })).status).toBe(200);
  expect((await owner.post('reset/ask', { identifier: 'nobody@example.uz' })).status).toBe(200);
  const code = await codeSentTo(identity, 'lost@example.uz');
  expect(code).toHaveLength(8);
  const next = 'yangi-qulf-zanjir-7';
  const wrong = { identifier: 'lost@example.uz', code: '00000000', password: next };
  expect((await owner.post('reset/finish', wrong)).body.error?.code).toBe('CODE_WRONG');
  const right = { ...wrong, code };
  expect((await owner.post('reset/finish', right)).status).toBe(200);
  expect((await owner.post('reset/finish', right)).body.error?.code).toBe('CODE_EXPIRED');
  expect((await identity.resolveOfficeUser(thief.headers())).user).toBeNull();
  const signedIn = await owner.post('sign-in', { identifier: 'lost@example.uz', password: next });
  expect(signedIn.status).toBe(200);
});

test('a code is worth five tries, also when they come at once', async () => {
  const browser = aBrowser(identity);
  await browser.post('sign-up', { identifier: 'tries@example.uz', password, locale: 'uz-Latn' });
  const { user } = await identity.resolveOfficeUser(browser.headers());
  const accounts = identity.accountsFor(browser.headers());
  const tries = Array.from({ length: 40 }, () => accounts.prove(user?.userId ?? '', '000000'));
  const settled = await Promise.allSettled(tries);
  const codes = settled.map((one) => (one.status === 'rejected' ? String(one.reason.message) : ''));
  expect(codes.filter((code) => code === 'CODE_WRONG').length).toBeLessThanOrEqual(5);
  const code = await codeSentTo(identity, 'tries@example.uz');
  await expect(accounts.prove(user?.userId ?? '', code)).rejects.toThrow('TOO_MANY_REQUESTS');
});

test('e-mail and phone change only by a code sent to the new one, and the old one is told', async () => {
  const browser = aBrowser(identity);
  await browser.post('sign-up', { identifier: 'old@example.uz', password, locale: 'en' });
  const { user } = await identity.resolveOfficeUser(browser.headers());
  const userId = user?.userId ?? '';
  const accounts = identity.accountsFor(browser.headers());
  await expect(
    accounts.startAddressChange(userId, { address: 'new@example.uz', password: 'not-it' }),
  ).rejects.toThrow('WRONG_CREDENTIALS');
  await accounts.startAddressChange(userId, { address: 'new@example.uz', password });
  expect((await accounts.own(userId)).email).toBe('old@example.uz');
  const code = await codeSentTo(identity, 'new@example.uz');
  await accounts.finishAddressChange(userId, { channel: 'email', code });
  expect(await accounts.own(userId)).toMatchObject({ email: 'new@example.uz', emailProven: true });
  const told = await identity.db.auth.notification.findFirst({
    where: { recipient: 'old@example.uz' },
    orderBy: { createdAt: 'desc' },
  });
  expect(told?.body).toContain('new@example.uz');
  await accounts.startAddressChange(userId, { address: '+998 93 777 11 22', password });
  const sms = await codeSentTo(identity, '+998937771122');
  await accounts.finishAddressChange(userId, { channel: 'phone', code: sms });
  expect((await accounts.own(userId)).phone).toBe('+998937771122');
  const byPhone = await aBrowser(identity).post('sign-in', { identifier: '937771122', password });
  expect(byPhone.status).toBe(200);
});
