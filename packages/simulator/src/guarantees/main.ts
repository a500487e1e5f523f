/** `npm run guarantees`: writes GUARANTEES.md from the last runs that `.data` has kept. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { guaranteesPage, type Run, type Runs } from './page.ts';
import { type Evidence, PROMISES } from './promises.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../../..');

function lastRun(name: Evidence): Run | undefined {
  const file = path.join(ROOT, '.data', `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run) : undefined;
}

const names = new Set(PROMISES.flatMap(({ evidence }) => evidence));
const runs: Runs = {};
for (const name of names) runs[name] = lastRun(name);
writeFileSync(path.join(ROOT, 'GUARANTEES.md'), guaranteesPage(runs));
const missing = [...names].filter((name) => !runs[name]);
console.log(`GUARANTEES.md: ${PROMISES.length} promises, ${names.size - missing.length} runs`);
if (missing.length > 0) console.log(`not run yet: ${missing.join(', ')}`);
