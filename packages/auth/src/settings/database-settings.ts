import { readSettings, setting } from '@oson/telemetry';
import { z } from 'zod';

const address = (what: string) => setting(z.string().min(1), what, 'postgresql://…');

const SCHEMA = {
  APP_DATABASE_URL: address("the database as the role that sees one tenant's rows"),
  AUTH_DATABASE_URL: address('the database as the role of accounts and sessions'),
  SUPPORT_DATABASE_URL: address('the database as the role that reads for support'),
  JOBS_DATABASE_URL: address('the database as the role of jobs and outbox'),
};

/** Where the database is, as each of the four roles that a serving process has. */
export function databaseSettings(env: NodeJS.ProcessEnv) {
  const read = readSettings(SCHEMA, env);
  return {
    app: read.APP_DATABASE_URL,
    auth: read.AUTH_DATABASE_URL,
    support: read.SUPPORT_DATABASE_URL,
    jobs: read.JOBS_DATABASE_URL,
  };
}
