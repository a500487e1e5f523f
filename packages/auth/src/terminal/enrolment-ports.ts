import type { Database } from '@oson/db';
import type { OutsideLedger } from '@oson/operations';
import type { Limiter } from '../limits/limiter.ts';
import type { RecoveryKey } from './recovery-key.ts';
import type { ServerKeys } from './server-keys.ts';

/** What the acts of enrolment need from outside. */
export type EnrolmentPorts = {
  db: Database;
  keys: ServerKeys;
  limiter: Limiter;
  /** What devices encrypt their exports to. */
  recovery: RecoveryKey;
  /** What no restore may undo. */
  outside: OutsideLedger;
  /** Server time, ms. */
  now: () => number;
};

/** A code lives this long; after a claim the device has as long again for its tap. */
export const ENROLMENT_VALID_MS = 10 * 60_000;
export const WRONG_TRIES_MAX = 5;
