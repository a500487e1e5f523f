import { findChromium } from '../chromium.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { Tally } from '../tally.ts';
import { buildWeb } from '../web-build.ts';

/**
 * The browser tests alone; further words choose among them: `npm run e2e -- story`. The word
 * `pictures` takes pictures of the screens instead: `npm run e2e -- pictures pos-sale pos-pay`.
 */
export default async function e2e(session: Session, args: string[]): Promise<void> {
  const [first, ...rest] = args;
  const pictures = first === 'pictures';
  const env = { ...process.env, CHROMIUM_PATH: findChromium(), OSON_PICTURES: rest.join(' ') };
  await prepareClient(session);
  await buildWeb(session);
  const tally = new Tally();
  tally.vitest(
    'browser',
    pictures ? ['--project', 'pictures'] : ['--project', 'e2e', ...args],
    env,
  );
  await session.stop(tally.close());
}
