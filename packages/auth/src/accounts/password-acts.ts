import { OsonError } from '@oson/contract';
import type { IdentityParts } from '../identity-parts.ts';
import { takeAttempt } from '../limits/account-limits.ts';
import { type Identifier, placeholderFor, readIdentifier } from './identifier.ts';
import type { Recipient } from './letters.ts';
import { assertStrongPassword } from './password-rule.ts';

/** The account of an identifier; null when there is none. */
export async function findAccount(parts: IdentityParts, identifier: Identifier) {
  return parts.db.auth.user.findFirst({
    where:
      identifier.kind === 'email'
        ? { email: identifier.email }
        : { OR: [{ phoneNumber: identifier.phone }, { email: placeholderFor(identifier.phone) }] },
  });
}

/** Sends a code for a new password. The answer is the same whether there is such an account. */
export async function askReset(parts: IdentityParts, text: string, ip: string): Promise<void> {
  const identifier = readIdentifier(text);
  if (!identifier) throw new OsonError('BAD_INPUT', { field: 'identifier' });
  await takeAttempt(parts.limiter, 'codeSendIp', ip);
  const account = await findAccount(parts, identifier);
  if (!account || account.banned) return;
  const to = recipientFor(identifier, account.locale);
  try {
    const code = await parts.codes.issue('reset', account.id, to.to);
    await parts.letters.reset(to, code, to.to);
  } catch (error) {
    // Too many letters to one account is silent too: the refusal would say that it exists.
    if (!(error instanceof OsonError && error.code === 'TOO_MANY_REQUESTS')) throw error;
  }
}

/**
 * Sets a new password by the code. Whoever holds the address becomes the only one who is signed in:
 * all sessions end and the address counts as proven.
 */
export async function finishReset(
  parts: IdentityParts,
  given: { identifier: string; code: string; password: string },
  ip: string,
): Promise<void> {
  const identifier = readIdentifier(given.identifier);
  if (!identifier) throw new OsonError('BAD_INPUT', { field: 'identifier' });
  await takeAttempt(parts.limiter, 'codeSendIp', `try:${ip}`);
  const account = await findAccount(parts, identifier);
  if (!account) throw new OsonError('CODE_WRONG');
  assertStrongPassword(given.password, [account.email, account.phoneNumber ?? '', account.name]);
  const to = recipientFor(identifier, account.locale);
  const target = await parts.codes.spend('reset', account.id, given.code);
  if (target !== to.to) throw new OsonError('CODE_WRONG');
  const context = await parts.auth.$context;
  const password = await context.password.hash(given.password);
  await parts.db.auth.$transaction([
    parts.db.auth.account.updateMany({
      where: { userId: account.id, providerId: 'credential' },
      data: { password },
    }),
    parts.db.auth.session.deleteMany({ where: { userId: account.id } }),
    parts.db.auth.user.update({
      where: { id: account.id },
      data: to.channel === 'email' ? { emailVerified: true } : { phoneNumberVerified: true },
    }),
  ]);
  await parts.letters.passwordChanged(to);
}

const recipientFor = (identifier: Identifier, locale: string): Recipient =>
  identifier.kind === 'email'
    ? { channel: 'email', to: identifier.email, locale }
    : { channel: 'phone', to: identifier.phone, locale };
