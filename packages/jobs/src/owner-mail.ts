import { localeOf, type Locale } from '@oson/messages';
import type { JobPorts } from './job-ports.ts';

/** Accounts that signed up by phone carry an address here that no mail reaches. */
const UNREACHABLE = /\.invalid$/;

export type Recipient = { email: string; locale: Locale };

/** The owners of a chain who can be reached by mail, with the language that each one reads. */
export async function ownersOf(ports: JobPorts, tenantId: string): Promise<Recipient[]> {
  const members = await ports.db.auth.member.findMany({
    where: { organizationId: tenantId, role: 'owner' },
    select: { userId: true },
  });
  const users = await ports.db.auth.user.findMany({
    where: { id: { in: members.map((member) => member.userId) }, banned: { not: true } },
    select: { email: true, locale: true },
  });
  return users
    .filter((user) => !UNREACHABLE.test(user.email))
    .map((user) => ({ email: user.email, locale: localeOf(user.locale) ?? 'uz-Latn' }));
}
