import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './environment.ts';
import type { Session } from './session.ts';
import { hashOfSources, onceFor } from './stamp.ts';

const WEB_DIR = path.join(ROOT, 'apps/web');

const stampFile = () =>
  path.join(WEB_DIR, process.env.OSON_DIST_DIR ?? '.next', 'oson-build.stamp');
const digestOfSources = () =>
  hashOfSources(['apps/web', 'packages', 'prisma/schema', 'pnpm-lock.yaml']);

/** Builds the web app once for each state of its sources, so that a second start is fast. */
export async function buildWeb(session: Session): Promise<void> {
  await onceFor(stampFile(), digestOfSources(), async () => {
    console.log('building the web app (about a minute, once for each change)');
    const env = { ...process.env, NODE_ENV: 'production' as const };
    await session.run('next', ['build'], { cwd: WEB_DIR, env, quiet: true });
  });
}

export function webBuildIsFresh(): boolean {
  const stamp = stampFile();
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digestOfSources();
}
