import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../environment.ts';
import type { Session } from '../session.ts';

const MAIN = path.join(ROOT, 'packages/simulator/src/guarantees/main.ts');

/** `npm run guarantees`: GUARANTEES.md from the last runs of simulator and drills. */
export default async function guarantees(session: Session): Promise<void> {
  const { status } = spawnSync(process.execPath, ['--no-warnings', MAIN], { stdio: 'inherit' });
  await session.stop(status ?? 1);
}
