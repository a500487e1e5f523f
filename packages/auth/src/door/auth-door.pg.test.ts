import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../accounts/make-account.ts';
import { type Identity, identityOver } from '../open-identity.ts';
import { aBrowser, LOCAL_ENV } from '../testing/a-browser.ts';
import { codeOfApp, secretOf } from '../testing/totp-app.ts';

let base: TestDatabase;
let identity: Identity;
const password = 'tulpor-qanoti-42';
const ORIGIN = 'http://localhost:3000';

beforeAll(async () => {
  base = await testDatabase();
  identity = identityOver(base.db, LOCAL_ENV);
});
afterAll(() => base.close());

const post = (path: string, headers: Record<string, string>, body: string, method = 'POST') =>
  identity.handleAuthRequest(
    new Request(`${ORIGIN}/api/auth/${path}`, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body }),
    }),
  );
const JSON_TYPE = { 'content-type': 'application/json' };
const credentials = JSON.stringify({ identifier: 'a@example.uz', password });

test('[S12] a request of another site, without an origin or that is no JSON is refused', async () => {
  const foreign = { ...JSON_TYPE, origin: 'https://evil.example' };
  expect((await post('sign-in', foreign, credentials)).status).toBe(403);
  const crossSite = { ...JSON_TYPE, origin: ORIGIN, 'sec-fetch-site': 'cross-site' };
  expect((await post('sign-in', crossSite, credentials)).status).toBe(403);
  expect((await post('sign-in', JSON_TYPE, credentials)).status).toBe(403);
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/octet-stream',
  ]) {
    const form = { 'content-type': type, origin: ORIGIN };
    expect((await post('sign-in', form, credentials)).status, type).toBe(415);
  }
});

test('[S17] nothing of better-auth is reachable but the named doors', async () => {
  const own = { ...JSON_TYPE, origin: ORIGIN };
  for (const path of [
    'sign-in/email',
    'sign-up/email',
    'get-session',
    'list-sessions',
    'update-user',
    'delete-user',
    'verify-email',
    'request-password-reset',
    'admin/impersonate-user',
    'admin/set-role',
    'organization/create',
    'organization/accept-invitation',
    'two-factor/generate-backup-codes',
    '__proto__',
    'constructor',
    '',
  ]) {
    expect((await post(path, own, '{}')).status, path).toBe(404);
  }
  expect((await post('sign-in', own, '', 'GET')).status).toBe(404);
});

test('[S17] the configuration: fixed base, exact origins, no switched-off check, no foreign plugin', async () => {
  const { options } = identity.auth;
  expect(options.baseURL).toBe(ORIGIN);
  expect(options.trustedOrigins).toEqual([ORIGIN, 'http://console.localhost:3000']);
  expect(JSON.stringify(options.trustedOrigins)).not.toContain('*');
  expect(options.advanced).not.toHaveProperty('disableCSRFCheck');
  expect(options.advanced).not.toHaveProperty('disableOriginCheck');
  expect(options.telemetry).toEqual({ enabled: false });
  expect(options.session.cookieCache.enabled).toBe(false);
  expect(options.account.accountLinking.enabled).toBe(false);
  expect(options.plugins.map((plugin) => plugin.id).sort()).toEqual([
    'admin',
    'organization',
    'two-factor',
  ]);
});

test('[S15] cookies: HttpOnly, SameSite=Lax, for the whole host; with https bound to it by __Host-', async () => {
  await makeAccount(base.db, { name: 'A', email: 'a@example.uz', password });
  const line = async (id: Identity, origin: string) => {
    const answer = await aBrowser(id, origin).post('sign-in', {
      identifier: 'a@example.uz',
      password,
    });
    return answer.headers.getSetCookie().find((one) => one.includes('session_token')) ?? '';
  };
  const local = await line(identity, ORIGIN);
  expect(local).toMatch(/^oson\.session_token=/);
  expect(local).toMatch(/HttpOnly/i);
  expect(local).toMatch(/SameSite=Lax/i);
  const secure = identityOver(base.db, {
    ...LOCAL_ENV,
    OFFICE_ORIGIN: 'https://office.osonsavdo.uz',
    CONSOLE_ORIGIN: 'https://console.osonsavdo.uz',
  });
  const live = await line(secure, 'https://office.osonsavdo.uz');
  expect(live).toMatch(/^__Host-oson\.session_token=/);
  expect(live).toMatch(/; Secure/i);
  expect(live).toMatch(/Path=\//i);
  expect(live).not.toMatch(/Domain=/i);
});

test('no answer of a door holds the session’s token: only the cookie does', async () => {
  const browser = aBrowser(identity);
  const answer = await browser.post('sign-in', { identifier: 'a@example.uz', password });
  expect(answer.body).toEqual({ ok: true, secondFactor: false, isSupport: false });
});

test('a body of more than 8 KiB is refused before it is read to its end', async () => {
  const long = JSON.stringify({ identifier: 'x'.repeat(9000), password });
  expect((await post('sign-in', { ...JSON_TYPE, origin: ORIGIN }, long)).status).toBe(413);
});

test('[S22] an owner turns the second factor on, signs in with it, and older sessions end', async () => {
  const account = { name: 'B', email: 'b@example.uz', password, proven: true };
  await makeAccount(base.db, account);
  const signIn = { identifier: 'b@example.uz', password };
  const [first, older] = [aBrowser(identity), aBrowser(identity)];
  await first.post('sign-in', signIn);
  await older.post('sign-in', signIn);
  expect((await identity.resolveOfficeUser(first.headers())).user?.secondFactor).toBe(false);
  const wrong = await first.post('second-factor/start', { password: 'not-the-password' });
  expect(wrong.status).toBe(401);
  const started = await first.post('second-factor/start', { password });
  const secret = secretOf(String(started.body.totpUri));
  const backup = (started.body.backupCodes as string[])[0] ?? '';
  const code = codeOfApp(secret);
  expect((await first.post('second-factor/confirm', { code })).status).toBe(200);
  expect((await identity.resolveOfficeUser(first.headers())).user?.secondFactor).toBe(true);
  expect((await identity.resolveOfficeUser(older.headers())).user).toBeNull();

  const next = aBrowser(identity);
  const half = await next.post('sign-in', signIn);
  expect(half.body).toMatchObject({ ok: true, secondFactor: true });
  expect((await identity.resolveOfficeUser(next.headers())).user).toBeNull();
  expect((await next.post('second-factor', { code: '000000' })).body.error?.code).toBe(
    'CODE_WRONG',
  );
  const right = codeOfApp(secret);
  expect((await next.post('second-factor', { code: right })).status).toBe(200);
  expect((await identity.resolveOfficeUser(next.headers())).user?.secondFactor).toBe(true);

  const withBackup = aBrowser(identity);
  await withBackup.post('sign-in', signIn);
  expect((await withBackup.post('second-factor', { code: backup })).status).toBe(200);
  const twice = aBrowser(identity);
  await twice.post('sign-in', signIn);
  expect((await twice.post('second-factor', { code: backup })).status).not.toBe(200);
});

test('support cannot turn its second factor off, and only a loopback demo lets it in without one', async () => {
  const staff = { name: 'S', email: 's@example.uz', password, proven: true };
  await makeAccount(base.db, { ...staff, role: 'support' });
  const browser = aBrowser(identity, 'http://console.localhost:3000');
  await browser.post('sign-in', { identifier: 's@example.uz', password });
  const factorIn = async (env: NodeJS.ProcessEnv) => {
    const id = identityOver(base.db, env);
    return (await id.resolveOfficeUser(browser.headers())).user;
  };
  expect(await factorIn(LOCAL_ENV)).toMatchObject({ isSupport: true, secondFactor: false });
  expect((await factorIn({ ...LOCAL_ENV, OSON_DEMO: '1' }))?.secondFactor).toBe(true);
  const reachable = { ...LOCAL_ENV, OSON_DEMO: '1', OFFICE_ORIGIN: 'http://192.168.1.20:3000' };
  expect((await factorIn(reachable))?.secondFactor).toBe(false);
  const stopped = await browser.post('second-factor/stop', { password });
  expect(stopped.body.error?.code).toBe('NOT_ALLOWED');
});

test('a changed password ends every other session', async () => {
  await makeAccount(base.db, { name: 'C', email: 'c@example.uz', password, proven: true });
  const [here, there] = [aBrowser(identity), aBrowser(identity)];
  for (const browser of [here, there]) {
    await browser.post('sign-in', { identifier: 'c@example.uz', password });
  }
  const weak = await here.post('change-password', { current: password, next: 'qwertyuiop123' });
  expect(weak.body.error?.code).toBe('WEAK_PASSWORD');
  const next = 'bahorgi-yomgʻir-31';
  expect((await here.post('change-password', { current: password, next })).status).toBe(200);
  expect((await identity.resolveOfficeUser(here.headers())).user).not.toBeNull();
  expect((await identity.resolveOfficeUser(there.headers())).user).toBeNull();
});
