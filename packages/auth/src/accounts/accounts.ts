import type { IdentityParts } from '../identity-parts.ts';
import { issueEnrolmentLink } from '../terminal/index.ts';
import * as chains from './chain-acts.ts';
import { isPlaceholder } from './identifier.ts';
import * as invitations from './invitation-acts.ts';
import * as proofs from './proof-acts.ts';
import { proofOf } from './proof.ts';

export type OwnAccount = {
  name: string;
  email: string | null;
  emailProven: boolean;
  phone: string | null;
  phoneProven: boolean;
  hasSecondFactor: boolean;
  locale: string;
  proven: boolean;
  proofDueAt: number;
  proofOverdue: boolean;
};
type Caller = { userId: string; sessionId: string };

/** The acts of accounts for one request; the router of the area `account` is their only caller. */
export type Accounts = ReturnType<typeof accountsFor>;

/** Binds the acts to a request's cookie and address. */
export function accountsFor(parts: IdentityParts, headers: Headers, ip: string) {
  return {
    ip,
    isDemo: parts.settings.isDemo,
    posOrigin: parts.settings.posOrigin,
    own: (userId: string) => ownAccount(parts, userId),
    rename: async (userId: string, name: string) => {
      await parts.db.auth.user.update({ where: { id: userId }, data: { name } });
    },
    setLocale: async (userId: string, locale: string) => {
      await parts.db.auth.user.update({ where: { id: userId }, data: { locale } });
    },
    sendProof: (userId: string) => proofs.sendProof(parts, userId),
    prove: (userId: string, code: string) => proofs.prove(parts, userId, code),
    startAddressChange: (userId: string, wanted: { address: string; password: string }) =>
      proofs.startAddressChange(parts, userId, wanted),
    finishAddressChange: (userId: string, given: { channel: 'email' | 'phone'; code: string }) =>
      proofs.finishAddressChange(parts, userId, given),
    chains: (userId: string) => chains.chainsOf(parts, userId),
    chooseChain: (caller: Caller, tenantId: string) => chains.chooseChain(parts, caller, tenantId),
    foundChain: <T>(caller: Caller, name: string, fill: (tenantId: string) => Promise<T>) =>
      chains.foundChain(parts, caller, name, fill),
    /** The one-time code that makes the browser of a sign-up its first terminal, for practice. */
    practiceLink: async (place: { tenantId: string; storeId: string; terminalName: string }) =>
      issueEnrolmentLink(parts.enrolment, { ...place, purpose: 'practice' }),
    renameChain: async (tenantId: string, name: string) => {
      await parts.db.auth.organization.update({ where: { id: tenantId }, data: { name } });
    },
    members: (tenantId: string) => chains.membersOf(parts, tenantId),
    removeMember: (tenantId: string, userId: string) =>
      chains.removeMember(parts, tenantId, userId),
    invite: (caller: { userId: string; tenantId: string }, email: string) =>
      invitations.inviteManager(parts, { ...caller, headers }, email),
    invitations: (tenantId: string) => invitations.invitationsOf(parts, tenantId),
    cancelInvitation: (tenantId: string, id: string) =>
      invitations.cancelInvitation(parts, tenantId, id),
    lookAtInvitation: (id: string) => invitations.lookAtInvitation(parts, id),
    acceptInvitation: (id: string) => invitations.acceptInvitation(parts, headers, id),
  };
}

async function ownAccount(parts: IdentityParts, userId: string): Promise<OwnAccount> {
  const account = await proofs.accountOf(parts, userId);
  const proof = proofOf(account, Date.now());
  return {
    name: account.name,
    email: isPlaceholder(account.email) ? null : account.email,
    emailProven: account.emailVerified,
    phone: account.phoneNumber,
    phoneProven: account.phoneNumberVerified === true,
    hasSecondFactor: account.twoFactorEnabled === true,
    locale: account.locale,
    proven: proof.proven,
    proofDueAt: proof.dueAt,
    proofOverdue: proof.overdue,
  };
}
