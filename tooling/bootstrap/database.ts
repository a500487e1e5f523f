/** The database of a local start: the embedded server, or the one that DATABASE_URL points at. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  ensureDatabase,
  ensureRoles,
  migrate,
  putAside,
  type RoleUrls,
  startEmbedded,
  stopLeftover,
  urlOfRunning,
} from '@oson/db/embedded';
import { isPortFree, localSecrets, ROOT } from './environment.ts';
import { isAlive } from './processes.ts';
import type { Session } from './session.ts';

const NAME = 'oson';
const WATCH_MS = 1000;

export type LocalDatabase = {
  ownerUrl: string;
  roles: RoleUrls;
  /** True where the data folder holds the server, so that a local start may fill it. */
  embedded: boolean;
};

const homeOf = (dataDir: string) => path.join(dataDir, 'database');

/** Starts or reaches the database, migrates it and gives the four roles their log-ins. */
export async function prepareDatabase(session: Session, port: number): Promise<LocalDatabase> {
  const given = process.env.DATABASE_URL;
  const ownerUrl = given ?? (await startServer(session, port));
  await ensureDatabaseOf(ownerUrl);
  const applied = await migrate(ownerUrl, path.join(ROOT, 'prisma/migrations'));
  if (applied.length > 0) console.log(`database migrated (${applied.length} steps)`);
  return {
    ownerUrl,
    roles: givenRoles() ?? (await ensureRoles(ownerUrl, passwords(session.dataDir, ownerUrl))),
    embedded: given === undefined,
  };
}

async function startServer(session: Session, port: number): Promise<string> {
  fs.mkdirSync(session.dataDir, { recursive: true });
  const server = await startEmbedded({ home: homeOf(session.dataDir), port });
  session.onStop(server.stop);
  setInterval(() => {
    if (!isAlive(server.pid)) void session.fail(new Error('the database has ended by itself'));
  }, WATCH_MS).unref();
  return server.url(NAME);
}

/**
 * The owner's address for a task that may run beside a start of this checkout: that start's server is
 * used as it is, else the local one is started for the time.
 */
export async function reachDatabase(session: Session, port: number): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const running = urlOfRunning(homeOf(session.dataDir), port, NAME);
  if (running && !(await isPortFree(port))) return running;
  return (await prepareDatabase(session, port)).ownerUrl;
}

/**
 * An empty local database for a restore: the one that is there is put aside under another name, and
 * nothing of it is deleted. Nobody else may use it meanwhile.
 */
export async function replaceDatabase(session: Session, port: number): Promise<string> {
  if (!(await session.own())) {
    throw new Error('the product is running from this checkout: stop it first');
  }
  const ownerUrl = await startServer(session, port);
  const aside = `${NAME}_before_${Date.now()}`;
  const server = Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).toString();
  if (await putAside(server, NAME, aside)) console.log(`what was there is now "${aside}"`);
  await ensureDatabaseOf(ownerUrl);
  return ownerUrl;
}

async function ensureDatabaseOf(ownerUrl: string): Promise<void> {
  const server = new URL(ownerUrl);
  const name = decodeURIComponent(server.pathname.slice(1)) || NAME;
  server.pathname = '/postgres';
  await ensureDatabase(server.toString(), name);
}

/** Production names the roles' addresses itself; a local start makes them. */
function givenRoles(): RoleUrls | null {
  const { APP_DATABASE_URL, AUTH_DATABASE_URL, SUPPORT_DATABASE_URL, JOBS_DATABASE_URL } =
    process.env;
  if (!APP_DATABASE_URL || !AUTH_DATABASE_URL) return null;
  if (!SUPPORT_DATABASE_URL || !JOBS_DATABASE_URL) return null;
  return {
    app: APP_DATABASE_URL,
    auth: AUTH_DATABASE_URL,
    support: SUPPORT_DATABASE_URL,
    jobs: JOBS_DATABASE_URL,
  };
}

/**
 * Roles belong to the cluster, so all checkouts that use one server must agree on the passwords:
 * they are derived from the owner's, and for the embedded server from this folder's secret.
 */
function passwords(dataDir: string, ownerUrl: string): Record<keyof RoleUrls, string> {
  const { password } = new URL(ownerUrl);
  const secret = password || localSecrets(dataDir).serverSecret;
  const of = (role: string) =>
    createHash('sha256').update(`${role}\n${secret}`).digest('hex').slice(0, 48);
  return { app: of('app'), auth: of('auth'), support: of('support'), jobs: of('jobs') };
}

/** Stops a server that an interrupted command has left running in this data folder. */
export const stopLeftoverDatabase = (dataDir: string) => stopLeftover(homeOf(dataDir));
