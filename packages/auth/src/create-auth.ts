import type { Database } from '@oson/db';
import { uuidv7Now } from '@oson/db';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { createAccessControl } from 'better-auth/plugins/access';
import { admin } from 'better-auth/plugins/admin';
import { defaultStatements as adminStatements, userAc } from 'better-auth/plugins/admin/access';
import { organization } from 'better-auth/plugins/organization';
import { defaultStatements } from 'better-auth/plugins/organization/access';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { phoneOfPlaceholder } from './accounts/identifier.ts';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './accounts/password-rule.ts';
import type { IdentitySettings } from './settings/identity-settings.ts';

const DAY_S = 86_400;
const SESSION_DAYS = 14;
const INVITATION_DAYS = 3;
const ISSUER = 'OsonSavdo';

const access = createAccessControl(defaultStatements);
const owner = access.newRole({
  organization: ['update'],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
});
const manager = access.newRole({ organization: [], member: [], invitation: [] });
/** Support looks through the console only: of better-auth's administration it may do nothing. */
const support = createAccessControl(adminStatements).newRole({ user: [], session: [] });

export type InvitationMail = {
  to: string;
  invitationId: string;
  tenantId: string;
  chainName: string;
  inviterName: string;
  /** The inviter's language: of the invited person none is known. */
  locale: string;
};
export type AuthEvents = { invited: (mail: InvitationMail) => Promise<void> };

/**
 * better-auth over the auth role. Its own HTTP surface is never mounted: the door of this package
 * lets a short list of paths through, with our limits before them (S17, S19).
 */
export function createAuth(db: Database, settings: IdentitySettings, events: AuthEvents) {
  const isSecure = settings.officeOrigin.startsWith('https://');
  return betterAuth({
    appName: ISSUER,
    baseURL: settings.officeOrigin,
    basePath: '/api/auth',
    secret: settings.secret,
    trustedOrigins: [settings.officeOrigin, settings.consoleOrigin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(db.auth, { provider: 'postgresql', transaction: true }),
    // Its own limiter raced on PostgreSQL and skips server calls; ours stands in the door.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
      revokeSessionsOnPasswordReset: true,
    },
    account: { accountLinking: { enabled: false } },
    user: {
      additionalFields: {
        locale: { type: 'string', required: false, defaultValue: 'uz-Latn', input: true },
        phoneNumber: { type: 'string', required: false, input: false },
        phoneNumberVerified: { type: 'boolean', required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_DAYS * DAY_S,
      updateAge: DAY_S,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({
            data: { ...user, phoneNumber: phoneOfPlaceholder(user.email) },
          }),
        },
      },
    },
    advanced: {
      database: { generateId: () => uuidv7Now() },
      ...cookieSettings(isSecure),
    },
    plugins: [
      chains(events),
      admin({ roles: { user: userAc, support }, adminRoles: ['support'], defaultRole: 'user' }),
      twoFactor({ issuer: ISSUER }),
    ],
  });
}
export type Auth = ReturnType<typeof createAuth>;

/** Chains and their people; only the owner invites, and only the proven address may accept. */
const chains = (events: AuthEvents) =>
  organization({
    ac: access,
    roles: { owner, manager },
    creatorRole: 'owner',
    allowUserToCreateOrganization: false,
    requireEmailVerificationOnInvitation: true,
    cancelPendingInvitationsOnReInvite: true,
    invitationExpiresIn: INVITATION_DAYS * DAY_S,
    sendInvitationEmail: (data) =>
      events.invited({
        to: data.email,
        invitationId: data.id,
        tenantId: data.organization.id,
        chainName: data.organization.name,
        inviterName: data.inviter.user.name,
        locale: (data.inviter.user as { locale?: string }).locale ?? 'uz-Latn',
      }),
  });

/** `__Host-` binds a cookie to exactly this host; browsers take it only over https (S15). */
function cookieSettings(isSecure: boolean) {
  const prefix = isSecure ? '__Host-oson' : 'oson';
  return {
    // The prefix is ours: better-auth would put `__Secure-` before it.
    useSecureCookies: false,
    cookiePrefix: prefix,
    defaultCookieAttributes: {
      httpOnly: true,
      secure: isSecure,
      sameSite: 'lax' as const,
      path: '/',
    },
  };
}
