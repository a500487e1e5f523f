import type { Database } from '@oson/db';
import type { OutsideLedger } from '@oson/operations';
import type { Logger } from '@oson/telemetry';

/** What the jobs need from outside; the worker hands it in. */
export type JobPorts = {
  db: Database;
  /** Sends a mail, or throws so that the step is tried again. */
  sendMail: (mail: {
    to: string;
    subject: string;
    text: string;
    tenantId: string;
  }) => Promise<void>;
  /** Address of the back office, for links. */
  officeOrigin: string;
  /** What no restore of the database may undo. */
  outside: OutsideLedger;
  logger: Logger;
  now: () => number;
};
