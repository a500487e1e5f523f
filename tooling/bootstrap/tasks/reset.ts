import fs from 'node:fs';
import readline from 'node:readline/promises';
import { stopLeftoverDatabase } from '../database.ts';
import type { Session } from '../session.ts';

/** Forgets the local data: database, secrets, logs. Asks first; `-- --yes` answers for a script. */
export default async function reset(session: Session, args: string[]): Promise<void> {
  if (!(await session.own())) {
    console.error('the product is running from this checkout: stop it first');
    return session.stop(1);
  }
  if (!args.includes('--yes') && !(await confirmed(session.dataDir))) {
    console.log('nothing was changed');
    return;
  }
  await stopLeftoverDatabase(session.dataDir);
  fs.rmSync(session.dataDir, { recursive: true, force: true });
  console.log('the local data is gone; the next start begins afresh');
}

async function confirmed(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('nobody is there to be asked: npm run reset -- --yes');
    return false;
  }
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`This deletes everything in ${dataDir}. Type "reset": `);
  prompt.close();
  return answer.trim() === 'reset';
}
