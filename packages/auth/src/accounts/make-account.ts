import { type Database, uuidv7Now } from '@oson/db';
import { hashPassword } from 'better-auth/crypto';
import { placeholderFor } from './identifier.ts';

export type NewAccount = {
  name: string;
  email?: string;
  /** E.164. */
  phone?: string;
  password: string;
  role?: 'user' | 'support';
  /** The address is known to be the person's own. */
  proven?: boolean;
  locale?: string;
};

/**
 * Makes an account from the server's side (demo seed, tests): no limit, no rule of passwords.
 * Running it again for the same address changes nothing and returns the account there is.
 */
export async function makeAccount(db: Database, wanted: NewAccount): Promise<{ userId: string }> {
  if (!wanted.email && !wanted.phone) throw new Error('an account has an e-mail or a phone');
  const email = (wanted.email ?? placeholderFor(wanted.phone ?? '')).toLowerCase();
  const known = await db.auth.user.findUnique({ where: { email }, select: { id: true } });
  if (known) return { userId: known.id };
  const userId = uuidv7Now();
  await db.auth.$transaction([
    db.auth.user.create({
      data: {
        id: userId,
        name: wanted.name,
        email,
        emailVerified: Boolean(wanted.proven && wanted.email),
        phoneNumber: wanted.phone ?? null,
        phoneNumberVerified: Boolean(wanted.proven && wanted.phone),
        role: wanted.role ?? 'user',
        locale: wanted.locale ?? 'uz-Latn',
      },
    }),
    db.auth.account.create({
      data: {
        id: uuidv7Now(),
        userId,
        accountId: userId,
        providerId: 'credential',
        password: await hashPassword(wanted.password),
      },
    }),
  ]);
  return { userId };
}

export type Membership = {
  userId: string;
  tenantId: string;
  /** Used when the chain has no organization row yet. */
  chainName: string;
  role: 'owner' | 'manager';
};

/** Makes a person owner or manager of a chain, from the server's side. */
export async function joinTenant(db: Database, membership: Membership): Promise<void> {
  const { tenantId, userId, chainName, role } = membership;
  await db.auth.$transaction([
    db.auth.organization.upsert({
      where: { id: tenantId },
      create: { id: tenantId, name: chainName, slug: tenantId },
      update: {},
    }),
    db.auth.member.upsert({
      where: { organizationId_userId: { organizationId: tenantId, userId } },
      create: { id: uuidv7Now(), organizationId: tenantId, userId, role },
      update: { role },
    }),
  ]);
}
