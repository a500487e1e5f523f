/** The files that git tracks or would track, read once for all tidy checks. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type SourceFile = { path: string; text: string; lines: string[] };

const TEXT = /\.(ts|tsx|mjs|js|css|prisma|sql|json|ya?ml|md)$|\.ci\/run$/;
const LEFT_OUT = /(^|\/)(fixtures|generated)\/|pnpm-lock\.yaml$|\.jsonl$|prisma\/seed\/.*\.json$/;

export function readTree(root = ROOT): SourceFile[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, maxBuffer: 1 << 28 }).toString();
  return listed
    .split('\0')
    .filter((file) => TEXT.test(file) && !LEFT_OUT.test(file))
    .filter((file) => fs.existsSync(path.join(root, file)))
    .map((file) => {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      return { path: file, text, lines: text.split('\n') };
    });
}

export const isCode = (file: SourceFile) => /\.(ts|tsx|mjs|js)$/.test(file.path);
export const isTest = (file: SourceFile) =>
  /\.(test|e2e)\.tsx?$/.test(file.path) || /^packages\/(testing|simulator)\//.test(file.path);

/** Lines that are neither blank nor only a comment. */
export function codeLines(file: SourceFile): number {
  return file.lines.filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;
}
