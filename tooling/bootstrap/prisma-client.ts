import path from 'node:path';
import { DATA_DIR, ROOT } from './environment.ts';
import type { Session } from './session.ts';
import { hashOfSources, onceFor } from './stamp.ts';

/** Generates the Prisma client when the schema has changed. The generated code is not in git. */
export async function prepareClient(session: Session): Promise<void> {
  const digest = hashOfSources(['prisma/schema', 'prisma.config.ts', 'packages/db/package.json']);
  const stamp = path.join(ROOT, 'packages/db/src/generated/.stamp');
  await onceFor(stamp, digest, async () => {
    console.log('generating the database client');
    const env = { ...process.env, DATABASE_URL: process.env.DATABASE_URL ?? `file:${DATA_DIR}` };
    await session.run('prisma', ['generate'], { cwd: ROOT, env, quiet: true });
  });
}
