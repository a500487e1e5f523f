import { findChromium } from '../chromium.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { Tally } from '../tally.ts';
import { buildWeb } from '../web-build.ts';
import { runChecks } from './check.ts';

/** Everything that guards a merge; CI calls this and nothing else. */
export default async function test(session: Session, args: string[]): Promise<void> {
  // First, so that a missing browser is said in a second and not after ten minutes.
  const env = { ...process.env, CHROMIUM_PATH: findChromium() };
  await prepareClient(session);
  const tally = new Tally();
  runChecks(tally);
  tally.vitest('unit', ['--project', 'pure', '--project', 'idb', 'packages/', 'apps/']);
  tally.vitest('postgres', ['--project', 'pg', ...args]);
  await buildWeb(session);
  tally.vitest('browser', ['--project', 'e2e'], env);
  await session.stop(tally.close());
}
