import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findChromium } from '../chromium.ts';
import { ROOT } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { buildWeb } from '../web-build.ts';

const MAIN = path.join(ROOT, 'packages/simulator/src/sim/main.ts');

/** `npm run sim -- --layer a --seeds N [--seed S] [--bug NAME]`, or `--bugs` for all planted bugs. */
export default async function sim(session: Session, args: string[]): Promise<void> {
  await prepareClient(session);
  if (args[args.indexOf('--layer') + 1] === 'd') {
    process.env.CHROMIUM_PATH = findChromium();
    await buildWeb(session);
  }
  const { status } = spawnSync(process.execPath, ['--no-warnings', MAIN, ...args], {
    stdio: 'inherit',
  });
  await session.stop(status ?? 1);
}
