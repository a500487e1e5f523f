/** Two ways in which a database goes back: by our own command, and behind the server's back. */
import path from 'node:path';
import { backup, restore } from '@oson/db/backup';
import { ensureDatabase, putAside } from '@oson/db/embedded';
import pg from 'pg';
import type { Installation } from './installation.ts';

export type Way = 'own' | 'swapped';
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
const EARLIER = 'earlier';

/** Keeps the state of now. */
export async function keepState(at: Installation, way: Way): Promise<void> {
  const folder = path.join(at.folder, EARLIER);
  if (way === 'own') {
    await backup(at.database.ownerUrl, folder);
    return;
  }
  await at.database.stop();
  at.database.copyTo(folder);
  await at.database.run();
}

/** Brings the kept state back. The worker is stopped for our own command, and only for that. */
export async function bringBack(at: Installation, way: Way): Promise<void> {
  const folder = path.join(at.folder, EARLIER);
  if (way === 'swapped') {
    at.database.killHard();
    at.database.swapFor(folder);
    await at.database.run();
    return;
  }
  await at.worker.stop();
  const { ownerUrl } = at.database;
  const name = new URL(ownerUrl).pathname.slice(1);
  const server = Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).toString();
  await endConnections(server, name);
  await putAside(server, name, `${name}_before`);
  await ensureDatabase(server, name);
  await restore(ownerUrl, folder, MIGRATIONS);
  await at.worker.run();
}

/** The drill's own pools hold connections too, and open new ones by themselves. */
async function endConnections(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    name,
  ]);
  await client.end();
}
