import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from '../chromium.ts';
import { ROOT } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { buildWeb } from '../web-build.ts';

type Drill = { default: (args: string[]) => Promise<boolean>; needsWeb?: boolean };

const FOLDER = path.join(ROOT, 'tooling/drill');
const drills = () =>
  fs
    .readdirSync(FOLDER)
    .filter((file) => file.endsWith('.drill.ts'))
    .map((file) => file.replace('.drill.ts', ''));

/** `npm run drill -- NAME`: exit code 1 when the drill did not show what it promises. */
export default async function drill(session: Session, args: string[]): Promise<void> {
  const [name = '', ...rest] = args;
  if (!drills().includes(name)) {
    console.error(`"${name}" is no drill. There are: ${drills().join(', ')}`);
    return session.stop(1);
  }
  await prepareClient(session);
  const loaded = (await import(path.join(FOLDER, `${name}.drill.ts`))) as Drill;
  if (loaded.needsWeb) {
    process.env.CHROMIUM_PATH = findChromium();
    await buildWeb(session);
  }
  const good = await loaded.default(rest);
  console.log(good ? `drill ${name}: passed` : `drill ${name}: FAILED`);
  await session.stop(good ? 0 : 1);
}
