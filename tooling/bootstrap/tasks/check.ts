import path from 'node:path';
import { DATA_DIR } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import type { Session } from '../session.ts';
import { Tally } from '../tally.ts';

/** Types, lint, format, package walls, budgets: what needs neither a database nor a browser. */
export function runChecks(tally: Tally): void {
  tally.check('format', 'biome', ['format', '.']);
  tally.check('lint', 'oxlint', ['--type-aware', '.']);
  tally.check('package walls', 'turbo', ['boundaries']);
  tally.check('one version of each package', 'sherif', [
    '--fail-on-warnings',
    '-r',
    'non-existant-packages',
    // Vercel looks for Next.js in the root package.json.
    '-r',
    'root-package-dependencies',
  ]);
  tally.check('types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']);
  // What decides over sales is tried to the last branch. Not yet so: the packing of snapshots.
  const covered = ['packages/sync-core/src', 'packages/contract/src'];
  tally.vitest('coverage', [
    '--project',
    'pure',
    ...covered,
    '--coverage.enabled',
    '--coverage.provider=v8',
    ...covered.map((folder) => `--coverage.include=${folder}/**/*.ts`),
    '--coverage.exclude=**/*.test.ts',
    '--coverage.exclude=**/fixtures/**',
    '--coverage.exclude=**/messages/snapshot.ts',
    '--coverage.reporter=text-summary',
    `--coverage.reportsDirectory=${path.join(DATA_DIR, 'coverage')}`,
    '--coverage.thresholds.branches=100',
  ]);
  tally.vitest('guards', ['--project', 'pure', 'tooling/']);
}

export default async function check(session: Session): Promise<void> {
  await prepareClient(session);
  const tally = new Tally();
  runChecks(tally);
  await session.stop(tally.close());
}
