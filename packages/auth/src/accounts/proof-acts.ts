import { OsonError } from '@oson/contract';
import type { IdentityParts } from '../identity-parts.ts';
import { takeAttempt } from '../limits/account-limits.ts';
import { isPlaceholder, placeholderFor, readIdentifier } from './identifier.ts';
import type { Recipient } from './letters.ts';
import { type AccountRow, proofOf } from './proof.ts';

/** The account of a signed-in person. NOT_SIGNED_IN when it is gone. */
export async function accountOf(parts: IdentityParts, userId: string): Promise<AccountRow> {
  const account = await parts.db.auth.user.findUnique({ where: { id: userId } });
  if (!account) throw new OsonError('NOT_SIGNED_IN');
  return account;
}

/** The address that a person is best reached at: a proven one before one that is only claimed. */
export function recipientOf(account: AccountRow): Recipient {
  const byMail = !isPlaceholder(account.email);
  const isByMail = byMail && (account.emailVerified || !account.phoneNumberVerified);
  return isByMail
    ? { channel: 'email', to: account.email, locale: account.locale }
    : { channel: 'phone', to: account.phoneNumber ?? '', locale: account.locale };
}

/** Sends a code to the account's own address; it is typed inside the session of that account. */
export async function sendProof(parts: IdentityParts, userId: string): Promise<Recipient> {
  const account = await accountOf(parts, userId);
  const to = recipientOf(account);
  const code = await parts.codes.issue(`prove-${to.channel}`, userId, to.to);
  await parts.letters.code(to, code);
  return to;
}

/**
 * Proves an address by the code sent to it. Only inside the account's own session: a stranger who
 * signed up with somebody's address gains nothing when its owner opens the letter (S18).
 */
export async function prove(parts: IdentityParts, userId: string, code: string): Promise<void> {
  const account = await accountOf(parts, userId);
  const to = recipientOf(account);
  const target = await parts.codes.spend(`prove-${to.channel}`, userId, code);
  // The address may have changed since the code left.
  const proven = await parts.db.auth.user.updateMany({
    where:
      to.channel === 'email' ? { id: userId, email: target } : { id: userId, phoneNumber: target },
    data: to.channel === 'email' ? { emailVerified: true } : { phoneNumberVerified: true },
  });
  if (proven.count !== 1) throw new OsonError('CODE_EXPIRED');
}

/** Refuses where only a person with a proven address may go on: inviting, a second factor. */
export async function assertProven(parts: IdentityParts, userId: string): Promise<void> {
  const account = await accountOf(parts, userId);
  if (!proofOf(account, Date.now()).proven) throw new OsonError('NOT_ALLOWED', { why: 'proof' });
}

/** Begins a change of e-mail or phone: the code goes to the new address, nothing changes yet. */
export async function startAddressChange(
  parts: IdentityParts,
  userId: string,
  wanted: { address: string; password: string },
): Promise<Recipient> {
  const account = await accountOf(parts, userId);
  await assertPassword(parts, userId, wanted.password);
  const next = readIdentifier(wanted.address);
  if (!next) throw new OsonError('BAD_INPUT', { field: 'address' });
  const to: Recipient = {
    channel: next.kind,
    to: next.kind === 'email' ? next.email : next.phone,
    locale: account.locale,
  };
  await assertFree(parts, to);
  const code = await parts.codes.issue(`change-${next.kind}`, userId, to.to);
  await parts.letters.code(to, code);
  return to;
}

/** Ends a change of address by its code, and tells the old address. */
export async function finishAddressChange(
  parts: IdentityParts,
  userId: string,
  given: { channel: 'email' | 'phone'; code: string },
): Promise<void> {
  const account = await accountOf(parts, userId);
  const target = await parts.codes.spend(`change-${given.channel}`, userId, given.code);
  await assertFree(parts, { channel: given.channel, to: target, locale: account.locale });
  const isPhoneOnly = isPlaceholder(account.email);
  await parts.db.auth.user.update({
    where: { id: userId },
    data:
      given.channel === 'email'
        ? { email: target, emailVerified: true }
        : {
            phoneNumber: target,
            phoneNumberVerified: true,
            ...(isPhoneOnly ? { email: placeholderFor(target) } : {}),
          },
  });
  const before = recipientOf(account);
  if (before.to && before.to !== target) await parts.letters.addressChanged(before, target);
}

async function assertFree(parts: IdentityParts, to: Recipient): Promise<void> {
  const taken = await parts.db.auth.user.findFirst({
    where:
      to.channel === 'email'
        ? { email: to.to }
        : { OR: [{ phoneNumber: to.to }, { email: placeholderFor(to.to) }] },
    select: { id: true },
  });
  if (taken) throw new OsonError(to.channel === 'email' ? 'EMAIL_TAKEN' : 'PHONE_TAKEN');
}

/** Asks for the password again before something that a borrowed session must not do. */
export async function assertPassword(
  parts: IdentityParts,
  userId: string,
  password: string,
): Promise<void> {
  await takeAttempt(parts.limiter, 'passwordCheck', userId);
  const kept = await parts.db.auth.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  });
  const context = await parts.auth.$context;
  const isRight = kept?.password
    ? await context.password.verify({ hash: kept.password, password })
    : false;
  if (!isRight) throw new OsonError('WRONG_CREDENTIALS');
}
