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
  tally.vitest('guards', ['--project', 'pure', 'tooling/']);
}

export default async function check(session: Session): Promise<void> {
  await prepareClient(session);
  const tally = new Tally();
  runChecks(tally);
  await session.stop(tally.close());
}
