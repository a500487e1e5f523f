import { type ApiContext } from '@oson/api';
import { type Identity, openIdentity } from '@oson/auth';

const kept = globalThis as typeof globalThis & { osonIdentity?: Identity };

/** Database and accounts of this process; hot reload in development keeps the first ones. */
export function webServer(): Identity {
  kept.osonIdentity ??= openIdentity(process.env);
  return kept.osonIdentity;
}

/** What procedures and routes of the web app know of a request: the person of its cookie, their chain. */
export async function apiContextOf(request: Request): Promise<ApiContext> {
  const identity = webServer();
  const { headers } = request;
  const { user, office } = await identity.resolveOfficeUser(headers);
  return {
    db: identity.db,
    ports: {
      now: Date.now,
      // The worker drains the outbox every second; a web function has nobody to call.
      nudgeJobs: () => undefined,
      nextNonce: () => '',
      enrolment: identity.enrolment,
      restoreWindowDays: identity.settings.restoreWindowDays,
      accounts: identity.accountsFor(headers),
    },
    requestId: crypto.randomUUID(),
    ip: identity.ipOf(headers),
    user,
    office,
    // Terminals talk to the worker; the web app believes no signature.
    terminal: null,
    terminalRefusal: null,
    ticket: null,
  };
}
