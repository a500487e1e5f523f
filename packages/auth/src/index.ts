export type {
  Accounts,
  OwnAccount,
} from './accounts/accounts.ts';
export type { ChainOfPerson, MemberRow } from './accounts/chain-acts.ts';
export type { InvitationLook, InvitationRow } from './accounts/invitation-acts.ts';
export { joinTenant, makeAccount } from './accounts/make-account.ts';
export { PASSWORD_LENGTH_MIN } from './accounts/password-rule.ts';
export { isForeignRequest, isJson, jsonDepth, readTextBody } from './door/request-guards.ts';
export { callerIp } from './limits/caller-ip.ts';
export { createLimiter, type Limiter, type Taken } from './limits/limiter.ts';
export { type Identity, identityOver, openIdentity } from './open-identity.ts';
export {
  type Mail,
  type MailPort,
  openPosts,
  type OutboxRow,
  readOutbox,
  type Posts,
  type Sms,
  type SmsPort,
} from './posts/posts.ts';
export type { Resolved } from './resolve-office-user.ts';
export {
  identitySettings,
  type IdentitySettings,
  isLoopbackOrigin,
} from './settings/identity-settings.ts';
export * from './terminal/index.ts';
export { mintTicket, readTicket, type Ticket, TICKET_VALID_MS } from './ticket/ticket.ts';
