import { aTenant, type ATenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, codeSentTo, LOCAL_ENV } from '../testing/a-browser.ts';
import { type Identity, identityOver } from '../open-identity.ts';
import { joinTenant, makeAccount } from './make-account.ts';

let base: TestDatabase;
let identity: Identity;
let chain: ATenant;
let owner: { userId: string; browser: ReturnType<typeof aBrowser> };
const password = 'tulpor-qanoti-42';

async function signedIn(email: string) {
  const browser = aBrowser(identity);
  const answer = await browser.post('sign-in', { identifier: email, password });
  expect(answer.status).toBe(200);
  return browser;
}

async function signUp(identifier: string) {
  const browser = aBrowser(identity);
  await browser.post('sign-up', { identifier, password, locale: 'uz-Latn' });
  const { user } = await identity.resolveOfficeUser(browser.headers());
  return { browser, userId: user?.userId ?? '' };
}

async function invite(email: string): Promise<string> {
  const accounts = identity.accountsFor(owner.browser.headers());
  await accounts.invite({ userId: owner.userId, tenantId: chain.tenantId }, email);
  const row = await base.db.auth.invitation.findFirstOrThrow({
    where: { email, status: 'pending' },
  });
  return row.id;
}

beforeAll(async () => {
  base = await testDatabase();
  identity = identityOver(base.db, LOCAL_ENV);
  chain = await aTenant(base.db, { name: 'Zarafshon Savdo' });
  const account = { name: 'Gulbahor', email: 'owner@example.uz', password, proven: true };
  const { userId } = await makeAccount(base.db, account);
  const { tenantId } = chain;
  await joinTenant(base.db, { userId, tenantId, chainName: 'Zarafshon Savdo', role: 'owner' });
  owner = { userId, browser: await signedIn('owner@example.uz') };
});
afterAll(() => base.close());

test('an invited manager proves the address, accepts and is a manager at once', async () => {
  const id = await invite('manager@example.uz');
  const letter = await base.db.auth.notification.findFirstOrThrow({
    where: { recipient: 'manager@example.uz' },
  });
  expect(letter.body).toContain(`http://localhost:3000/invitation#${id}`);
  const { browser, userId } = await signUp('manager@example.uz');
  const accounts = identity.accountsFor(browser.headers());
  await expect(accounts.acceptInvitation(id)).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    details: { why: 'proof' },
  });
  await accounts.prove(userId, await codeSentTo(identity, 'manager@example.uz'));
  await accounts.acceptInvitation(id);
  const { office } = await identity.resolveOfficeUser(browser.headers());
  expect(office).toEqual({ tenantId: chain.tenantId, role: 'manager', tenantStatus: 'active' });
  await expect(accounts.acceptInvitation(id)).rejects.toThrow('NOT_FOUND');
});

test('[S18] who registers another person’s address beforehand never gets that person’s invitation', async () => {
  const attacker = await signUp('victim@example.uz');
  const id = await invite('victim@example.uz');
  const asAttacker = identity.accountsFor(attacker.browser.headers());
  await expect(asAttacker.acceptInvitation(id)).rejects.toThrow('NOT_ALLOWED');
  // A second factor would lock the real owner out of the account for ever.
  const locked = await attacker.browser.post('second-factor/start', { password });
  expect(locked.body.error).toMatchObject({ code: 'NOT_ALLOWED', details: { why: 'proof' } });

  const victim = aBrowser(identity);
  await victim.post('reset/ask', { identifier: 'victim@example.uz' });
  const code = await codeSentTo(identity, 'victim@example.uz');
  const own = 'mening-oʻz-parolim-9';
  await victim.post('reset/finish', { identifier: 'victim@example.uz', code, password: own });
  // Taking the address back throws the attacker out.
  expect((await identity.resolveOfficeUser(attacker.browser.headers())).user).toBeNull();
  const again = await attacker.browser.post('sign-in', {
    identifier: 'victim@example.uz',
    password,
  });
  expect(again.status).toBe(401);
  await victim.post('sign-in', { identifier: 'victim@example.uz', password: own });
  await identity.accountsFor(victim.headers()).acceptInvitation(id);
  expect((await identity.resolveOfficeUser(victim.headers())).office?.role).toBe('manager');
});

test('[S18] an invitation is worth nothing to anybody but its address, nor after it is cancelled', async () => {
  const id = await invite('only-me@example.uz');
  const stranger = await signUp('stranger@example.uz');
  const accounts = identity.accountsFor(stranger.browser.headers());
  await accounts.prove(stranger.userId, await codeSentTo(identity, 'stranger@example.uz'));
  await expect(accounts.acceptInvitation(id)).rejects.toMatchObject({ details: { why: 'other' } });
  const asOwner = identity.accountsFor(owner.browser.headers());
  await asOwner.cancelInvitation(chain.tenantId, id);
  const invited = await signUp('only-me@example.uz');
  const late = identity.accountsFor(invited.browser.headers());
  await late.prove(invited.userId, await codeSentTo(identity, 'only-me@example.uz'));
  await expect(late.acceptInvitation(id)).rejects.toThrow('NOT_FOUND');
});

test('a manager cannot invite, and an owner without a proven address cannot either', async () => {
  const manager = { name: 'M', email: 'm2@example.uz', password, proven: true };
  const { userId } = await makeAccount(base.db, manager);
  const { tenantId } = chain;
  await joinTenant(base.db, { userId, tenantId, chainName: '', role: 'manager' });
  const browser = await signedIn('m2@example.uz');
  const asManager = identity.accountsFor(browser.headers());
  await expect(asManager.invite({ userId, tenantId }, 'x@example.uz')).rejects.toThrow(
    'NOT_ALLOWED',
  );
  const fresh = await makeAccount(base.db, { name: 'F', email: 'f@example.uz', password });
  await joinTenant(base.db, { userId: fresh.userId, tenantId, chainName: '', role: 'owner' });
  const freshBrowser = await signedIn('f@example.uz');
  await expect(
    identity
      .accountsFor(freshBrowser.headers())
      .invite({ userId: fresh.userId, tenantId }, 'y@example.uz'),
  ).rejects.toMatchObject({ details: { why: 'proof' } });
});

test('[S20] a changed role, a removed member and a ban hold from the next request on', async () => {
  const person = { name: 'T', email: 'timed@example.uz', password, proven: true };
  const { userId } = await makeAccount(base.db, person);
  const { tenantId } = chain;
  await joinTenant(base.db, { userId, tenantId, chainName: '', role: 'owner' });
  const browser = await signedIn('timed@example.uz');
  const office = async () => (await identity.resolveOfficeUser(browser.headers())).office;
  expect((await office())?.role).toBe('owner');
  await joinTenant(base.db, { userId, tenantId, chainName: '', role: 'manager' });
  expect((await office())?.role).toBe('manager');
  await identity.accountsFor(owner.browser.headers()).removeMember(tenantId, userId);
  expect(await office()).toBeNull();
  await base.db.auth.user.update({ where: { id: userId }, data: { banned: true } });
  expect((await identity.resolveOfficeUser(browser.headers())).user).toBeNull();
  const banned = await aBrowser(identity).post('sign-in', {
    identifier: 'timed@example.uz',
    password,
  });
  expect(banned.status).toBe(403);
});

test('a sign-in chooses the chain of its own session and of no other', async () => {
  const { browser, userId } = await signUp('two@example.uz');
  const other = await aTenant(base.db, {});
  for (const { tenantId } of [chain, other]) {
    await joinTenant(base.db, { userId, tenantId, chainName: '', role: 'manager' });
  }
  const later = await signedIn('two@example.uz');
  const office = async (headers: Headers) => (await identity.resolveOfficeUser(headers)).office;
  expect(await office(later.headers())).toMatchObject({ tenantId: chain.tenantId });
  expect(await office(browser.headers())).toBeNull();
});

test('an owner is never removed, and nobody works in a chain that is not theirs', async () => {
  const asOwner = identity.accountsFor(owner.browser.headers());
  await expect(asOwner.removeMember(chain.tenantId, owner.userId)).rejects.toThrow('NOT_FOUND');
  const other = await aTenant(base.db, {});
  const session = await identity.resolveOfficeUser(owner.browser.headers());
  const caller = { userId: owner.userId, sessionId: session.user?.sessionId ?? '' };
  await expect(asOwner.chooseChain(caller, other.tenantId)).rejects.toThrow('NOT_FOUND');
});

test('after 72 hours without a proof the office waits, and opens with the code', async () => {
  const { browser, userId } = await signUp('late@example.uz');
  const { tenantId } = chain;
  await joinTenant(base.db, { userId, tenantId, chainName: '', role: 'manager' });
  await base.db.auth.session.updateMany({
    where: { userId },
    data: { activeOrganizationId: tenantId },
  });
  const office = async () => (await identity.resolveOfficeUser(browser.headers())).office;
  expect((await office())?.role).toBe('manager');
  const longAgo = new Date(Date.now() - 73 * 3_600_000);
  await base.db.auth.user.update({ where: { id: userId }, data: { createdAt: longAgo } });
  expect(await office()).toBeNull();
  const accounts = identity.accountsFor(browser.headers());
  expect((await accounts.own(userId)).proofOverdue).toBe(true);
  await accounts.prove(userId, await codeSentTo(identity, 'late@example.uz'));
  expect((await office())?.role).toBe('manager');
});
