import { OsonError } from '@oson/contract';
import { isAPIError } from 'better-auth/api';
import type { IdentityParts } from '../identity-parts.ts';
import { takeAttempt } from '../limits/account-limits.ts';
import { assertProven } from './proof-acts.ts';

export type InvitationRow = { id: string; email: string; expiresAt: number };
export type InvitationLook = { chainName: string; email: string; state: 'open' | 'over' };

/** Invites a manager by e-mail; the link works only for the proven holder of that address. */
export async function inviteManager(
  parts: IdentityParts,
  caller: { userId: string; tenantId: string; headers: Headers },
  email: string,
): Promise<void> {
  await assertProven(parts, caller.userId);
  await takeAttempt(parts.limiter, 'invite', caller.tenantId);
  await orRefuse(
    parts.auth.api.createInvitation({
      headers: caller.headers,
      body: { email, role: 'manager', organizationId: caller.tenantId },
    }),
  );
}

/** Invitations to a chain that nobody has answered yet. */
export async function invitationsOf(
  parts: IdentityParts,
  tenantId: string,
): Promise<InvitationRow[]> {
  const rows = await parts.db.auth.invitation.findMany({
    where: { organizationId: tenantId, status: 'pending', expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  return rows.map(({ id, email, expiresAt }) => ({ id, email, expiresAt: expiresAt.getTime() }));
}

/** Takes an invitation back: who has it joins nothing by it. NOT_FOUND. */
export async function cancelInvitation(
  parts: IdentityParts,
  tenantId: string,
  invitationId: string,
): Promise<void> {
  const ended = await parts.db.auth.invitation.updateMany({
    where: { id: invitationId, organizationId: tenantId, status: 'pending' },
    data: { status: 'canceled' },
  });
  if (ended.count !== 1) throw new OsonError('NOT_FOUND');
}

/** What an invitation says to whoever opens its link; the id is as hard to guess as a key. */
export async function lookAtInvitation(
  parts: IdentityParts,
  invitationId: string,
): Promise<InvitationLook> {
  const row = await parts.db.auth.invitation.findUnique({ where: { id: invitationId } });
  if (!row) throw new OsonError('NOT_FOUND');
  const chain = await parts.db.auth.organization.findUnique({ where: { id: row.organizationId } });
  const isOpen = row.status === 'pending' && row.expiresAt.getTime() > Date.now();
  return { chainName: chain?.name ?? '', email: row.email, state: isOpen ? 'open' : 'over' };
}

/** Accepts an invitation: the session's e-mail must be the invited one, and proven (S18). */
export async function acceptInvitation(
  parts: IdentityParts,
  headers: Headers,
  invitationId: string,
): Promise<{ tenantId: string; userId: string }> {
  const accepted = await orRefuse(
    parts.auth.api.acceptInvitation({ headers, body: { invitationId } }),
  );
  if (!accepted) throw new OsonError('NOT_FOUND');
  return { tenantId: accepted.member.organizationId, userId: accepted.member.userId };
}

const REFUSALS: Record<string, () => OsonError> = {
  INVITATION_NOT_FOUND: () => new OsonError('NOT_FOUND'),
  YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION: () => new OsonError('NOT_ALLOWED', { why: 'other' }),
  EMAIL_VERIFICATION_REQUIRED_BEFORE_ACCEPTING_OR_REJECTING_INVITATION: () =>
    new OsonError('NOT_ALLOWED', { why: 'proof' }),
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: () => new OsonError('EMAIL_TAKEN'),
};

/** Turns better-auth's refusals into ours. */
async function orRefuse<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const code = (error.body as { code?: string } | undefined)?.code ?? '';
    throw REFUSALS[code]?.() ?? new OsonError('NOT_ALLOWED');
  }
}
