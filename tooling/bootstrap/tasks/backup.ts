import path from 'node:path';
import { backup } from '@oson/db/backup';
import { reachDatabase } from '../database.ts';
import { portsFrom } from '../environment.ts';
import type { Session } from '../session.ts';

/**
 * `npm run backup -- [FOLDER]`: the whole database out of one snapshot, while selling goes on. Of the
 * local database, or of the one that DATABASE_URL points at.
 */
export default async function backUp(session: Session, args: string[]): Promise<void> {
  const began = performance.now();
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const folder = path.resolve(args[0] ?? path.join(session.dataDir, 'backups', stamp));
  const url = await reachDatabase(session, portsFrom(process.env).postgres);
  const { tables } = await backup(url, folder);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${rows} rows of ${tables.length} tables in ${seconds} s: ${folder}`);
}
