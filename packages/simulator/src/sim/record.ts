import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../../..');

/** Hash of the present commit, short; "unknown" outside a checkout. */
export function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

/**
 * Keeps the figures of a run as the last one of its name, for GUARANTEES.md: `.data/<name>.json` with
 * the command as it was given, the moment and the commit.
 */
export function recordRun(name: string, command: string, figures: object): void {
  const folder = path.join(ROOT, '.data');
  mkdirSync(folder, { recursive: true });
  const run = { command, at: new Date().toISOString(), commit: commitOf(), ...figures };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(run, null, 2)}\n`);
}
