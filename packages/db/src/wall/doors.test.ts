import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const SKIP = new Set(['node_modules', '.next', 'generated', '.turbo', 'fixtures']);
/** The act itself, and the tests that try to get around it. */
const MAY_SET = [
  'packages/db/src/database.ts',
  'packages/db/src/erase-closed.ts',
  'packages/db/src/sql/sql-tx.ts',
  'packages/db/src/wall/',
  // Peers of the sync bench: they stand for how others write.
  'tooling/bench/sync/peers/',
];

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIP.has(entry.name) ? [] : sources(at);
    return /\.(ts|tsx|mjs|sql)$/.test(entry.name) ? [at] : [];
  });
}

const all = ['apps', 'packages', 'prisma/seed', 'tooling']
  .flatMap((folder) => sources(path.join(ROOT, folder)))
  .map((file) => ({ file: path.relative(ROOT, file), text: fs.readFileSync(file, 'utf8') }));

test('[S5] only inTenant() and asSupport() say which tenant a transaction belongs to', () => {
  // Time limits of a transaction and the planner's ways may be set anywhere; the name must be literal.
  const sets =
    /set_config\(\s*(?!'((lock|statement)_timeout|enable_nestloop)')|app\.tenant_id|\bset\s+(local|session)?\s*app\./i;
  const found = all.filter(({ text }) => sets.test(text));
  const strangers = found.filter(({ file }) => !MAY_SET.some((place) => file.startsWith(place)));
  expect(strangers.map(({ file }) => file)).toEqual([]);
  expect(found.map(({ file }) => file)).toContain('packages/db/src/database.ts');
});

test('[S5] the raw client leaves packages/db for accounts and jobs only', () => {
  const clients = all.filter(
    ({ file, text }) => !file.startsWith('packages/db/') && /\bnew PrismaClient\b/.test(text),
  );
  expect(clients.map(({ file }) => file)).toEqual([]);
  const door = fs.readFileSync(path.join(ROOT, 'packages/db/src/index.ts'), 'utf8');
  expect(door).not.toMatch(/PrismaClient|\bconnect\b/);
});
