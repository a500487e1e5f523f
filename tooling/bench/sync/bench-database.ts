import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseUrls } from '@oson/db';
import { ensureDatabase, ensureRoles, migrate, startEmbedded } from '@oson/db/embedded';

export type BenchDatabase = {
  ownerUrl: string;
  urls: DatabaseUrls;
  pid: number;
  stop: () => Promise<void>;
};

/** Memory and checkpoints as a database server of its own has them; fsync stays on. */
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'checkpoint_timeout=15min'];

/** An embedded server of its own, migrated and empty; gone after `stop`. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-bench-sync-'));
  const server = await startEmbedded({ home, port: 0, settings: SETTINGS });
  const ownerUrl = server.url('bench');
  await ensureDatabase(server.url('postgres'), 'bench');
  await migrate(ownerUrl, path.resolve(import.meta.dirname, '../../../prisma/migrations'));
  const password = () => randomBytes(18).toString('hex');
  const urls = await ensureRoles(ownerUrl, {
    app: password(),
    auth: password(),
    support: password(),
    jobs: password(),
  });
  const stop = async () => {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  };
  return { ownerUrl, urls, pid: server.pid, stop };
}
