import { OsonError } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import type { IdentityParts } from '../identity-parts.ts';
import { isPlaceholder } from './identifier.ts';
import { takeAttempt } from '../limits/account-limits.ts';

const CHAINS_OWNED_MAX = 5;
/** A chain of the same name within this time is the same press of the button. */
const TWIN_MS = 60_000;
export type ChainOfPerson = { tenantId: string; name: string; role: string };

/** The chains that a person may work in. */
export async function chainsOf(parts: IdentityParts, userId: string): Promise<ChainOfPerson[]> {
  const members = await parts.db.auth.member.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
  });
  const chains = await parts.db.auth.organization.findMany({
    where: { id: { in: members.map((member) => member.organizationId) } },
    select: { id: true, name: true },
  });
  const names = new Map(chains.map((chain) => [chain.id, chain.name]));
  return members.map((member) => ({
    tenantId: member.organizationId,
    name: names.get(member.organizationId) ?? '',
    role: member.role,
  }));
}

/** Makes a chain the one that this session works in; only one that the person belongs to. */
export async function chooseChain(
  parts: IdentityParts,
  session: { userId: string; sessionId: string },
  tenantId: string,
): Promise<void> {
  const member = await parts.db.auth.member.findUnique({
    where: { organizationId_userId: { organizationId: tenantId, userId: session.userId } },
    select: { id: true },
  });
  if (!member) throw new OsonError('NOT_FOUND');
  await parts.db.auth.session.updateMany({
    where: { id: session.sessionId, userId: session.userId },
    data: { activeOrganizationId: tenantId },
  });
}

/** Puts a session that has just begun into the chain that its person has belonged to for longest. */
export async function chooseFirstChain(
  parts: IdentityParts,
  session: { userId: string; token: string },
): Promise<void> {
  const { userId, token } = session;
  const first = await parts.db.auth.member.findFirst({
    where: { userId },
    select: { organizationId: true },
    orderBy: { createdAt: 'asc' },
  });
  if (!first) return;
  await parts.db.auth.session.updateMany({
    where: { userId, token, activeOrganizationId: null },
    data: { activeOrganizationId: first.organizationId },
  });
}

/**
 * Makes a chain and its owner's membership around `fill`, which writes the tenant's own rows with
 * the application role. The accounts' transaction is open meanwhile and locks the person's row: a
 * double press makes one chain and a CHANGED_MEANWHILE, and rows of a chain that failed half-way
 * belong to nobody.
 */
export async function foundChain<T>(
  parts: IdentityParts,
  session: { userId: string; sessionId: string },
  name: string,
  fill: (tenantId: string) => Promise<T>,
): Promise<{ tenantId: string; filled: T }> {
  await takeAttempt(parts.limiter, 'createTenant', session.userId);
  const tenantId = uuidv7Now();
  return parts.db.auth.$transaction(async (tx) => {
    await tx.$queryRaw`select id from "user" where id = ${session.userId}::uuid for update`;
    const owned = await tx.member.findMany({
      where: { userId: session.userId, role: 'owner' },
      select: { organizationId: true },
    });
    if (owned.length >= CHAINS_OWNED_MAX) throw new OsonError('NOT_ALLOWED', { why: 'chains' });
    const twin = await tx.organization.count({
      where: {
        id: { in: owned.map(({ organizationId }) => organizationId) },
        name,
        createdAt: { gt: new Date(Date.now() - TWIN_MS) },
      },
    });
    if (twin > 0) throw new OsonError('CHANGED_MEANWHILE');
    const filled = await fill(tenantId);
    await tx.organization.create({ data: { id: tenantId, name, slug: tenantId } });
    await tx.member.create({
      data: { id: uuidv7Now(), organizationId: tenantId, userId: session.userId, role: 'owner' },
    });
    await tx.session.updateMany({
      where: { id: session.sessionId, userId: session.userId },
      data: { activeOrganizationId: tenantId },
    });
    return { tenantId, filled };
  });
}

export type MemberRow = {
  userId: string;
  name: string;
  address: string;
  role: string;
  since: number;
};

/** Owners and managers of a chain. */
export async function membersOf(parts: IdentityParts, tenantId: string): Promise<MemberRow[]> {
  const members = await parts.db.auth.member.findMany({
    where: { organizationId: tenantId },
    orderBy: { createdAt: 'asc' },
  });
  const users = await parts.db.auth.user.findMany({
    where: { id: { in: members.map((member) => member.userId) } },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return members.map((member) => {
    const user = byId.get(member.userId);
    const hasMail = user && !isPlaceholder(user.email);
    return {
      userId: member.userId,
      name: user?.name ?? '',
      address: (hasMail ? user.email : user?.phoneNumber) ?? '',
      role: member.role,
      since: member.createdAt.getTime(),
    };
  });
}

/** Takes a manager's access to the office; an owner's never. Holds from the next request on. */
export async function removeMember(
  parts: IdentityParts,
  tenantId: string,
  userId: string,
): Promise<void> {
  const removed = await parts.db.auth.member.deleteMany({
    where: { organizationId: tenantId, userId, role: { not: 'owner' } },
  });
  if (removed.count === 0) throw new OsonError('NOT_FOUND');
  await parts.db.auth.session.updateMany({
    where: { userId, activeOrganizationId: tenantId },
    data: { activeOrganizationId: null },
  });
}
