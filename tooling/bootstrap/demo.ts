/** Fills in the demo chain and says how to log in to it. */
import { openDatabase } from '@oson/db';
import { demoLogins, seedDemo } from '@oson/seed';
import type { LocalDatabase } from './database.ts';

/** A busy machine may take this long for one part of the demo chain. */
const WAIT_MS = 120_000;

/** Makes the demo chain unless it is there already. */
export async function demoData(database: LocalDatabase): Promise<void> {
  const db = openDatabase(database.roles, { waitMs: WAIT_MS });
  try {
    const made = await seedDemo({ db });
    if (made) console.log('the demo chain "Baraka Market" is filled in');
  } finally {
    await db.close();
  }
}

export function printDemoLogins(): void {
  console.log('\nlog-ins of the demo chain');
  for (const login of demoLogins) {
    console.log(`${login.role.padEnd(20)}${login.name}  ${login.secret}`);
  }
}
