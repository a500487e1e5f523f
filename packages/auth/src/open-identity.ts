import { type Database, openDatabase } from '@oson/db';
import { fileLedger, NO_OUTSIDE_LEDGER } from '@oson/operations';
import { type Accounts, accountsFor } from './accounts/accounts.ts';
import { createLetters } from './accounts/letters.ts';
import { createCodes } from './accounts/one-time-code.ts';
import { createAuth } from './create-auth.ts';
import { handleAuthRequest } from './door/auth-door.ts';
import type { IdentityParts } from './identity-parts.ts';
import { keepToHost } from './keep-to-host.ts';
import { callerIp } from './limits/caller-ip.ts';
import { createLimiter } from './limits/limiter.ts';
import { openPosts, type Posts } from './posts/posts.ts';
import { type Resolved, resolveOfficeUser } from './resolve-office-user.ts';
import { databaseSettings } from './settings/database-settings.ts';
import { identitySettings } from './settings/identity-settings.ts';
import { postSettings } from './settings/post-settings.ts';
import { deriveServerKeys, readRecoveryKey } from './terminal/index.ts';

export type Identity = IdentityParts & {
  posts: Posts;
  resolveOfficeUser: (headers: Headers) => Promise<Resolved>;
  handleAuthRequest: (request: Request) => Promise<Response>;
  accountsFor: (headers: Headers) => Accounts;
  ipOf: (headers: Headers) => string;
};

/** Accounts over a database that is open already (tests, the worker). */
export function identityOver(db: Database, env: NodeJS.ProcessEnv): Identity {
  const settings = identitySettings(env);
  const posts = openPosts(db.auth, postSettings(env));
  const letters = createLetters(posts, settings.officeOrigin);
  const limiter = createLimiter(db.auth);
  const auth = createAuth(db, settings, {
    invited: (invitation) => letters.invitation(invitation),
  });
  const codes = createCodes(db.auth, limiter, settings.secret);
  const { serverSecret, recoveryPrivateKey, outsideLedger } = settings;
  const enrolment = {
    db,
    limiter,
    keys: deriveServerKeys(serverSecret),
    recovery: readRecoveryKey(recoveryPrivateKey, serverSecret),
    outside: outsideLedger ? fileLedger(outsideLedger) : NO_OUTSIDE_LEDGER,
    now: Date.now,
  };
  const parts: IdentityParts = { db, auth, settings, limiter, codes, letters, enrolment };
  return {
    ...parts,
    posts,
    resolveOfficeUser: async (headers) =>
      keepToHost(await resolveOfficeUser(parts, headers), settings, headers.get('host')),
    handleAuthRequest: (request) => handleAuthRequest(parts, request),
    accountsFor: (headers) => accountsFor(parts, headers, callerIp(headers, settings.ipHeader)),
    ipOf: (headers) => callerIp(headers, settings.ipHeader),
  };
}

/** Opens database and accounts from the environment; one a process. */
export function openIdentity(env: NodeJS.ProcessEnv): Identity {
  const db = openDatabase(databaseSettings(env));
  return identityOver(db, env);
}
