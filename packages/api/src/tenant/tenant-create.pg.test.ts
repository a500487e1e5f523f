import { generateKeyPairSync } from 'node:crypto';
import { type Identity, identityOver } from '@oson/auth';
import { aBrowser, LOCAL_ENV } from '@oson/auth/testing';
import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from '../root.ts';
import type { ApiContext } from '../trpc/context.ts';
import { createCallerFactory } from '../trpc/trpc.ts';

let base: TestDatabase;
let identity: Identity;
beforeAll(async () => {
  base = await testDatabase();
  identity = identityOver(base.db, LOCAL_ENV);
});
afterAll(() => base.close());

const createCaller = createCallerFactory(appRouter);

/** The procedures as a browser's cookie opens them, wired as the web app does. */
async function callerOf(headers: Headers) {
  const context: ApiContext = {
    db: base.db,
    ports: {
      now: Date.now,
      nudgeJobs: () => undefined,
      nextNonce: () => 'nonce',
      enrolment: identity.enrolment,
      restoreWindowDays: 35,
      accounts: identity.accountsFor(headers),
    },
    requestId: 'request',
    ip: '127.0.0.1',
    terminal: null,
    terminalRefusal: null,
    ticket: null,
    ...(await identity.resolveOfficeUser(headers)),
  };
  return createCaller(context);
}

async function aNewcomer(identifier: string) {
  const browser = aBrowser(identity);
  await browser.post('sign-up', { identifier, password: 'tulpor-qanoti-42', locale: 'uz-Latn' });
  return browser;
}

const shop = {
  name: 'Baraka Market',
  trade: 'grocery' as const,
  city: 'Toshkent',
  locale: 'uz-Latn' as const,
  ownerName: 'Gulbahor',
  terminalName: '1-kassa',
};

test('[CASE18] two pages of sign-up end in a till for practice in this browser, owned by the person', async () => {
  const browser = await aNewcomer('+998 90 111 22 33');
  const caller = await callerOf(browser.headers());
  expect(await caller.account.me()).toMatchObject({ chains: [], office: null });
  const made = await caller.tenant.create(shop);
  expect(made.posOrigin).toBe(LOCAL_ENV.POS_ORIGIN);
  const after = await callerOf(browser.headers());
  const me = await after.account.me();
  expect(me?.office).toEqual({
    tenantId: made.tenantId,
    role: 'owner',
    tenantStatus: 'active',
  });
  expect(await after.tenant.settings()).toMatchObject({ name: 'Baraka Market', trade: 'grocery' });

  // The POS knows nothing of the cookie: only the code in the fragment.
  const device = await callerOf(new Headers());
  const { practiceCode: code } = made;
  expect(await device.enrol.look({ code })).toEqual({
    chainName: 'Baraka Market',
    storeName: 'Baraka Market',
    terminalName: '1-kassa',
  });
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  const enrolled = await device.enrol.redeem({ code, publicKey, deviceName: 'Chromium' });
  expect(enrolled.practice).toBe(true);
  expect(enrolled.certificate).toMatchObject({ tenantId: made.tenantId, storeCode: 'BM' });
  const terminals = await after.terminal.list({});
  expect(terminals.rows).toMatchObject([{ name: '1-kassa', state: 'practice' }]);
});

test('a double press makes one chain, not two', async () => {
  const browser = await aNewcomer('twice@example.uz');
  const caller = await callerOf(browser.headers());
  const both = await Promise.allSettled([caller.tenant.create(shop), caller.tenant.create(shop)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected');
  expect(String(refused?.reason)).toContain('CHANGED_MEANWHILE');
  const me = await (await callerOf(browser.headers())).account.me();
  expect(me?.chains).toHaveLength(1);
});

test('nobody owns more than five chains', async () => {
  const browser = await aNewcomer('many@example.uz');
  const caller = await callerOf(browser.headers());
  for (let number = 1; number <= 5; number++) {
    await caller.tenant.create({ ...shop, name: `Doʻkon ${number}` });
  }
  await identity.db.auth.rateLimit.deleteMany({});
  await expect(caller.tenant.create({ ...shop, name: 'Doʻkon 6' })).rejects.toThrow('NOT_ALLOWED');
});

test('a chain whose rows could not be written leaves no membership behind', async () => {
  const browser = await aNewcomer('broken@example.uz');
  const { user } = await identity.resolveOfficeUser(browser.headers());
  const accounts = identity.accountsFor(browser.headers());
  const caller = { userId: user?.userId ?? '', sessionId: user?.sessionId ?? '' };
  const broken = accounts.foundChain(caller, 'Yarim', async () => {
    throw new Error('the power went');
  });
  await expect(broken).rejects.toThrow('the power went');
  expect(await accounts.chains(caller.userId)).toEqual([]);
});
