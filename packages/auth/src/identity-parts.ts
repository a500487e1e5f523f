import type { Database } from '@oson/db';
import type { Letters } from './accounts/letters.ts';
import type { Codes } from './accounts/one-time-code.ts';
import type { Auth } from './create-auth.ts';
import type { Limiter } from './limits/limiter.ts';
import type { IdentitySettings } from './settings/identity-settings.ts';
import type { EnrolmentPorts } from './terminal/index.ts';

/** What the acts of accounts work with; made once a process. */
export type IdentityParts = {
  db: Database;
  auth: Auth;
  settings: IdentitySettings;
  limiter: Limiter;
  codes: Codes;
  letters: Letters;
  enrolment: EnrolmentPorts;
};
