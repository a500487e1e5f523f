import type { Database } from '@oson/db';
import { isPlaceholder } from './accounts/identifier.ts';
import { proofOf } from './accounts/proof.ts';
import type { Auth } from './create-auth.ts';
import type { IdentitySettings } from './settings/identity-settings.ts';

export type OfficeRole = 'owner' | 'manager';
export type SignedInPerson = {
  userId: string;
  sessionId: string;
  name: string;
  /** Empty for accounts that have only a phone. */
  email: string;
  locale: string;
  isSupport: boolean;
  secondFactor: boolean;
};
export type OfficeOfSession = {
  tenantId: string;
  role: OfficeRole;
  tenantStatus: 'active' | 'suspended' | 'closed';
};
export type Resolved = { user: SignedInPerson | null; office: OfficeOfSession | null };

const NOBODY: Resolved = { user: null, office: null };

/**
 * Who a request's cookie belongs to and the chain that its session works in. Session, ban, role and
 * status are read from the database each time: a change holds from the next request on (S20).
 */
export async function resolveOfficeUser(
  parts: { db: Database; auth: Auth; settings: IdentitySettings },
  headers: Headers,
): Promise<Resolved> {
  const { db, auth, settings } = parts;
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (!found) return NOBODY;
  const account = await db.auth.user.findUnique({ where: { id: found.user.id } });
  if (!account || account.banned) return NOBODY;
  const user: SignedInPerson = {
    userId: account.id,
    sessionId: found.session.id,
    name: account.name,
    email: isPlaceholder(account.email) ? '' : account.email,
    locale: account.locale,
    isSupport: account.role === 'support',
    // Sign-in asks for the second factor wherever one is set, so a session of such an account has it.
    secondFactor: account.twoFactorEnabled === true || settings.isDemo,
  };
  const tenantId = found.session.activeOrganizationId;
  if (user.isSupport || !tenantId || proofOf(account, Date.now()).overdue) {
    return { user, office: null };
  }
  return { user, office: await officeOf(db, user.userId, tenantId) };
}

async function officeOf(
  db: Database,
  userId: string,
  tenantId: string,
): Promise<OfficeOfSession | null> {
  const [member, settings] = await Promise.all([
    db.auth.member.findUnique({
      where: { organizationId_userId: { organizationId: tenantId, userId } },
      select: { role: true },
    }),
    db.inTenant(tenantId, (tx) =>
      tx.tenantSettings.findUnique({ where: { tenantId }, select: { status: true } }),
    ),
  ]);
  if (!member || !settings) return null;
  return {
    tenantId,
    // An unknown role gets the least, never the most.
    role: member.role === 'owner' ? 'owner' : 'manager',
    tenantStatus: settings.status as OfficeOfSession['tenantStatus'],
  };
}
