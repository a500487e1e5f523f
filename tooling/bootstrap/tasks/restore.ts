import path from 'node:path';
import { restore } from '@oson/db/backup';
import { replaceDatabase } from '../database.ts';
import { portsFrom, ROOT } from '../environment.ts';
import type { Session } from '../session.ts';

/**
 * `npm run restore -- FOLDER`: brings a backup back into an empty database and gives every chain a new
 * epoch. With DATABASE_URL that database must be empty; the local one is put aside under another name.
 * What was revoked or erased after the backup is applied again by the worker when it starts.
 */
export default async function bringBack(session: Session, args: string[]): Promise<void> {
  const [given] = args;
  if (!given) {
    console.error('which backup? npm run restore -- FOLDER');
    return session.stop(1);
  }
  const began = performance.now();
  const folder = path.resolve(given);
  const port = portsFrom(process.env).postgres;
  const url = process.env.DATABASE_URL ?? (await replaceDatabase(session, port));
  const restored = await restore(url, folder, path.join(ROOT, 'prisma/migrations'));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `the state of ${restored.at}: ${restored.rows} rows of ${restored.tables} tables, ` +
      `${restored.tenants} chains in a new epoch, in ${seconds} s`,
  );
}
