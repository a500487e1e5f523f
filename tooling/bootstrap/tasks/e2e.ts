import { findChromium } from '../chromium.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { Tally } from '../tally.ts';
import { buildWeb } from '../web-build.ts';

/** The browser tests alone; further words choose among them: `npm run e2e -- story`. */
export default async function e2e(session: Session, args: string[]): Promise<void> {
  const env = { ...process.env, CHROMIUM_PATH: findChromium() };
  await prepareClient(session);
  await buildWeb(session);
  const tally = new Tally();
  tally.vitest('browser', ['--project', 'e2e', ...args], env);
  await session.stop(tally.close());
}
