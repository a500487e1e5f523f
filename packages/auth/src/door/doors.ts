import { createHash } from 'node:crypto';
import { type ErrorCode, OsonError } from '@oson/contract';
import { z } from 'zod';
import { chooseFirstChain } from '../accounts/chain-acts.ts';
import { type Identifier, placeholderFor, readIdentifier } from '../accounts/identifier.ts';
import { askReset, findAccount, finishReset } from '../accounts/password-acts.ts';
import { assertStrongPassword, PASSWORD_LENGTH_MAX } from '../accounts/password-rule.ts';
import { assertProven, recipientOf, sendProof } from '../accounts/proof-acts.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { forgetAttempts, takeAttempt } from '../limits/account-limits.ts';
import { type Passed, passTo } from './pass-to.ts';

export type Knock = { headers: Headers; ip: string; body: unknown };
type Door = (parts: IdentityParts, knock: Knock) => Promise<Response>;

const password = z.string().min(1).max(PASSWORD_LENGTH_MAX);
const code = z.string().trim().min(6).max(24);
const locale = z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']);
const signUpBody = z.strictObject({ identifier: z.string().max(254), password, locale });
const signInBody = z.strictObject({ identifier: z.string().max(254), password });
const codeBody = z.strictObject({ code });
const passwordBody = z.strictObject({ password });
const changeBody = z.strictObject({ current: password, next: password });
const askBody = z.strictObject({ identifier: z.string().max(254) });
const resetBody = z.strictObject({ identifier: z.string().max(254), code, password });

function identifierOf(text: string): Identifier {
  const identifier = readIdentifier(text);
  if (!identifier) throw new OsonError('BAD_INPUT', { field: 'identifier' });
  return identifier;
}

const signUp: Door = async (parts, knock) => {
  const body = signUpBody.parse(knock.body);
  const identifier = identifierOf(body.identifier);
  await takeAttempt(parts.limiter, 'signUpIp', knock.ip);
  const own = identifier.kind === 'email' ? identifier.email : identifier.phone;
  assertStrongPassword(body.password, [own]);
  const taken: ErrorCode = identifier.kind === 'email' ? 'EMAIL_TAKEN' : 'PHONE_TAKEN';
  if (await findAccount(parts, identifier)) throw new OsonError(taken);
  const passed = await passTo(parts, '/sign-up/email', knock.headers, {
    name: identifier.kind === 'email' ? (own.split('@')[0] ?? own) : own,
    email: identifier.kind === 'email' ? identifier.email : placeholderFor(identifier.phone),
    password: body.password,
    locale: body.locale,
  });
  // Two at once: the unique index let one through.
  if (passed.code === 'FAILED_TO_CREATE_USER' || passed.code?.startsWith('USER_ALREADY_EXISTS')) {
    throw new OsonError(taken);
  }
  const account = await findAccount(parts, identifier);
  if (passed.ok && account) await sendProof(parts, account.id);
  return outcome(passed, {});
};

const signIn: Door = async (parts, knock) => {
  const body = signInBody.parse(knock.body);
  const identifier = identifierOf(body.identifier);
  const account = await findAccount(parts, identifier);
  const email =
    account?.email ??
    (identifier.kind === 'email' ? identifier.email : placeholderFor(identifier.phone));
  const subject = createHash('sha256').update(email).digest('base64url');
  // Before the password is looked at, so that parallel guesses share the same few attempts (S19).
  await takeAttempt(parts.limiter, 'signInIp', knock.ip);
  await takeAttempt(parts.limiter, 'signInAccount', subject);
  const passed = await passTo(parts, '/sign-in/email', knock.headers, {
    email,
    password: body.password,
  });
  if (passed.ok && account) {
    await forgetAttempts(parts.limiter, 'signInAccount', subject);
    await chooseFirstChain(parts, { userId: account.id, token: tokenOf(passed) });
  }
  const needsCode = passed.body.twoFactorRedirect === true;
  return outcome(passed, { secondFactor: needsCode, isSupport: account?.role === 'support' });
};

const signOut: Door = async (parts, knock) =>
  outcome(await passTo(parts, '/sign-out', knock.headers, {}), {});

/** The second step of signing in: a code of the app, or one of the printed backup codes. */
const secondFactor: Door = async (parts, knock) => {
  const body = codeBody.parse(knock.body);
  await takeAttempt(parts.limiter, 'secondFactorIp', knock.ip);
  const isBackup = !/^\d{6}$/.test(body.code);
  const path = isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
  const passed = await passTo(parts, path, knock.headers, { code: body.code });
  const user = passed.body.user as { id?: string; role?: string } | undefined;
  if (passed.ok && user?.id) {
    await chooseFirstChain(parts, { userId: user.id, token: tokenOf(passed) });
  }
  return outcome(passed, { isSupport: user?.role === 'support' });
};

/** Begins a second factor: the secret for the app and the backup codes, shown once. */
const startSecondFactor: Door = async (parts, knock) => {
  const body = passwordBody.parse(knock.body);
  const { userId } = await sessionOf(parts, knock);
  // A stranger who signed up with somebody's address must not lock its owner out.
  await assertProven(parts, userId);
  await takeAttempt(parts.limiter, 'passwordCheck', userId);
  const passed = await passTo(parts, '/two-factor/enable', knock.headers, body);
  const { totpURI, backupCodes } = passed.body;
  return outcome(passed, { totpUri: totpURI ?? '', backupCodes: backupCodes ?? [] });
};

const confirmSecondFactor: Door = async (parts, knock) => {
  const body = codeBody.parse(knock.body);
  const { userId, token } = await sessionOf(parts, knock);
  await takeAttempt(parts.limiter, 'passwordCheck', userId);
  const passed = await passTo(parts, '/two-factor/verify-totp', knock.headers, body);
  if (passed.ok) {
    // Sessions from before have passed no second factor. The present one was just made anew.
    const newest = await parts.db.auth.session.findFirst({
      where: { userId },
      orderBy: { createdAt: 'desc' },
      select: { id: true },
    });
    await parts.db.auth.session.deleteMany({
      where: { userId, OR: [{ token }, { id: { not: newest?.id ?? userId } }] },
    });
  }
  return outcome(passed, {});
};

const stopSecondFactor: Door = async (parts, knock) => {
  const body = passwordBody.parse(knock.body);
  const { userId, isSupport } = await sessionOf(parts, knock);
  if (isSupport) throw new OsonError('NOT_ALLOWED');
  await takeAttempt(parts.limiter, 'passwordCheck', userId);
  return outcome(await passTo(parts, '/two-factor/disable', knock.headers, body), {});
};

const changePassword: Door = async (parts, knock) => {
  const body = changeBody.parse(knock.body);
  const { userId } = await sessionOf(parts, knock);
  await takeAttempt(parts.limiter, 'passwordCheck', userId);
  const account = await parts.db.auth.user.findUniqueOrThrow({ where: { id: userId } });
  assertStrongPassword(body.next, [account.email, account.phoneNumber ?? '', account.name]);
  const passed = await passTo(parts, '/change-password', knock.headers, {
    currentPassword: body.current,
    newPassword: body.next,
    revokeOtherSessions: true,
  });
  if (passed.ok) await parts.letters.passwordChanged(recipientOf(account));
  return outcome(passed, {});
};

const askForReset: Door = async (parts, knock) => {
  await askReset(parts, askBody.parse(knock.body).identifier, knock.ip);
  return Response.json({ ok: true }, NO_STORE);
};

const reset: Door = async (parts, knock) => {
  await finishReset(parts, resetBody.parse(knock.body), knock.ip);
  return Response.json({ ok: true }, NO_STORE);
};

const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** The whole list; a path that is not here does not exist. */
export const DOORS: Readonly<Record<string, Door>> = Object.assign(Object.create(null), {
  'sign-up': signUp,
  'sign-in': signIn,
  'sign-out': signOut,
  'second-factor': secondFactor,
  'second-factor/start': startSecondFactor,
  'second-factor/confirm': confirmSecondFactor,
  'second-factor/stop': stopSecondFactor,
  'change-password': changePassword,
  'reset/ask': askForReset,
  'reset/finish': reset,
});

/** Of the session that began; empty when it waits for the second factor. */
const tokenOf = ({ body }: Passed) => (typeof body.token === 'string' ? body.token : '');

async function sessionOf(parts: IdentityParts, knock: Knock) {
  const found = await parts.auth.api.getSession({
    headers: knock.headers,
    query: { disableRefresh: true },
  });
  if (!found) throw new OsonError('NOT_SIGNED_IN');
  return {
    userId: found.user.id,
    token: found.session.token,
    isSupport: found.user.role === 'support',
  };
}

/** Our answer with better-auth's cookies; never its body, which holds the session's token. */
function outcome(passed: Passed, body: Record<string, unknown>): Response {
  if (!passed.ok) throw new OsonError(passed.refusal);
  const headers = new Headers(NO_STORE.headers);
  for (const cookie of passed.cookies) headers.append('set-cookie', cookie);
  return Response.json({ ok: true, ...body }, { headers });
}
