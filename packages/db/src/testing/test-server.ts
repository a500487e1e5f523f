import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type EmbeddedServer,
  ensureDatabase,
  ensureRoles,
  migrate,
  type RoleUrls,
  startEmbedded,
  stopLeftover,
} from '../embedded/index.ts';

/** Where a run's tests find their server: the owner's and the four roles' URLs of the template. */
export type TestServer = { ownerUrl: string; roles: RoleUrls };

export const TEMPLATE = 'oson_template';
const PREFIX = 'oson-test-';
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

/**
 * One embedded Postgres for a run of tests, in a folder of its own that carries the run's process
 * id. What a killed run left behind is stopped and removed first. fsync is off: tests only.
 */
export async function startTestServer(): Promise<TestServer & { stop: () => Promise<void> }> {
  await sweepDeadRuns();
  const home = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  const server = await startEmbedded({ home, port: 0, fsync: false });
  try {
    const ownerUrl = server.url(TEMPLATE);
    await ensureDatabase(server.url('postgres'), TEMPLATE);
    await migrate(ownerUrl, MIGRATIONS);
    const roles = await ensureRoles(ownerUrl, freshPasswords());
    return { ownerUrl, roles, stop: () => stop(server, home) };
  } catch (error) {
    await stop(server, home);
    throw error;
  }
}

function freshPasswords(): Record<keyof RoleUrls, string> {
  const password = () => randomBytes(18).toString('hex');
  return { app: password(), auth: password(), support: password(), jobs: password() };
}

async function stop(server: EmbeddedServer, home: string): Promise<void> {
  await server.stop();
  fs.rmSync(home, { recursive: true, force: true });
}

async function sweepDeadRuns(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const home = path.join(os.tmpdir(), name);
    await stopLeftover(home);
    fs.rmSync(home, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
