import { readSettings, type Settings, setting } from '@oson/telemetry';
import { z } from 'zod';

const address = z.url().transform((text) => new URL(text).origin);

const SCHEMA = {
  PORT: setting(z.coerce.number().int().min(1).max(65_535), 'where the worker listens', '3001'),
  HOST: setting(z.string().default('0.0.0.0'), 'which interface it listens on', '127.0.0.1'),
  POS_ORIGIN: setting(address, "address of the cashier's app", 'https://pos.example.uz'),
  OFFICE_ORIGIN: setting(address, 'address of the back office', 'https://office.example.uz'),
  JOBS_DATABASE_URL: setting(z.string().min(1), 'database of the jobs role', 'postgresql://…'),
  JOBS_ENGINE: setting(
    z.enum(['embedded', 'inngest']).default('embedded'),
    'who runs the jobs',
    'embedded',
  ),
  INNGEST_BASE_URL: setting(
    z.string().optional(),
    'address of an Inngest server',
    'http://127.0.0.1:8288',
  ),
  INNGEST_EVENT_KEY: setting(z.string().min(1), 'key that events are sent with', 'a long text'),
  INNGEST_SIGNING_KEY: setting(
    z.string().min(1),
    'key that job calls are signed with',
    'signkey-…',
  ),
  SENTRY_DSN: setting(z.string().optional(), 'where errors are reported', 'https://…'),
};
export type WorkerSettings = Settings<typeof SCHEMA>;

/** The worker's own settings; database and secrets are read by the doors that need them. */
export function workerSettings(env: NodeJS.ProcessEnv): WorkerSettings {
  return readSettings(SCHEMA, env);
}
