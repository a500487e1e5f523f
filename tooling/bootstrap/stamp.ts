/** Skips work whose inputs have not changed since it last succeeded. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './environment.ts';

/** SHA-256 over names and contents of the files that git knows (or would add) below the folders. */
export function hashOfSources(folders: string[]): string {
  const hash = createHash('sha256');
  for (const file of sourceFiles(folders)) {
    const absolute = path.join(ROOT, file);
    if (!fs.existsSync(absolute)) continue;
    hash.update(file).update('\0').update(fs.readFileSync(absolute)).update('\0');
  }
  return hash.digest('hex');
}

function sourceFiles(folders: string[]): string[] {
  if (fs.existsSync(path.join(ROOT, '.git'))) {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...folders];
    const listed = execFileSync('git', args, { cwd: ROOT, maxBuffer: 1 << 28 }).toString();
    return listed.split('\0').filter(Boolean).sort();
  }
  return folders.flatMap((folder) => walk(folder)).sort();
}

const SKIPPED = new Set(['node_modules', '.next', '.turbo', 'dist', 'generated']);

function walk(folder: string): string[] {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  if (fs.statSync(absolute).isFile()) return [folder];
  return fs
    .readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => walk(path.join(folder, entry.name)));
}

/** Runs `act` unless `stampFile` holds `digest`; the stamp is written only after success. */
export async function onceFor(
  stampFile: string,
  digest: string,
  act: () => Promise<void>,
): Promise<boolean> {
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === digest) return false;
  await act();
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, digest);
  return true;
}
