import { prepareDatabase } from '../database.ts';
import { portsFrom } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';

/** Fills in a demo chain: `npm run seed -- demo`. */
export default async function seed(session: Session, args: string[]): Promise<void> {
  const [name = 'demo'] = args;
  if (name !== 'demo') {
    console.error(`"${name}" is no seed. There is: demo`);
    return session.stop(1);
  }
  await prepareClient(session);
  const { demoData, printDemoLogins } = await import('../demo.ts');
  const database = await prepareDatabase(session, portsFrom(process.env).postgres);
  await demoData(database);
  printDemoLogins();
}
