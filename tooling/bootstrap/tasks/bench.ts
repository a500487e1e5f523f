import fs from 'node:fs';
import path from 'node:path';
import type { BenchReport } from '@oson/bench/report';
import { findChromium } from '../chromium.ts';
import { ROOT } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { buildWeb } from '../web-build.ts';

type Bench = { default: (args: string[]) => Promise<BenchReport>; needsWeb?: boolean };

const FOLDER = path.join(ROOT, 'tooling/bench');
const benches = () =>
  fs
    .readdirSync(FOLDER)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));

/** `npm run bench -- NAME [--json FILE]`: exit code 1 when a goal is missed. */
export default async function bench(session: Session, args: string[]): Promise<void> {
  const [name = '', ...rest] = args;
  if (!benches().includes(name)) {
    console.error(`"${name}" is no bench. There are: ${benches().join(', ')}`);
    return session.stop(1);
  }
  await prepareClient(session);
  const loaded = (await import(path.join(FOLDER, `${name}.bench.ts`))) as Bench;
  if (loaded.needsWeb) {
    process.env.CHROMIUM_PATH = findChromium();
    await buildWeb(session);
  }
  const { printReport } = await import('@oson/bench/report');
  const report = await loaded.default(rest);
  const json = rest.indexOf('--json');
  printReport(report, json >= 0 ? rest[json + 1] : undefined);
  await session.stop(Object.values(report.goals).every((goal) => goal.met) ? 0 : 1);
}
