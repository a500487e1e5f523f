/** Budgets and manners that no linter knows, held as a test. */
import { expect, test } from 'vitest';
import { codeLines, isCode, isTest, readTree, type SourceFile } from './source-tree.ts';

const tree = readTree();
const code = tree.filter(isCode);
const self = /^tooling\/(tidy|checks|lint)\//;

const places = (files: SourceFile[], pattern: RegExp) =>
  files
    .filter((file) => !self.test(file.path))
    .flatMap((file) =>
      file.lines
        .map((line, index) =>
          pattern.test(line) ? `${file.path}:${index + 1} ${line.trim()}` : '',
        )
        .filter(Boolean),
    );

test('nothing is left for later: no leftover marks, no focused or skipped test', () => {
  expect(places(code, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
  expect(places(code.filter(isTest), /\b(test|it|describe)\.(only|skip|todo)\(/)).toEqual([]);
});

test('a suppression names its reason, and there are at most 0.3 per thousand lines', () => {
  const suppressed = places(
    code,
    /(oxlint|eslint|biome)-(disable|ignore)|@ts-(ignore|expect-error)/,
  );
  expect(suppressed.filter((place) => !/ -- \S|: \S.*\S/.test(place))).toEqual([]);
  const thousands = code.reduce((sum, file) => sum + codeLines(file), 0) / 1000;
  expect(suppressed.length).toBeLessThanOrEqual(Math.ceil(thousands * 0.3));
});

test('files are named after what they do, never after a drawer for odds and ends', () => {
  const banned =
    /(^|\/)(utils?|helpers?|common|misc|manager|service|handle-[\w-]+|[\w-]+-data)\.tsx?$/;
  expect(code.map((file) => file.path).filter((path) => banned.test(path))).toEqual([]);
  const shape = /(^|\/)(\[?\.{0,3}[a-z0-9]+(-[a-z0-9]+)*\]?)(\.[a-z0-9-]+)*\.(tsx?|mjs|js)$/;
  expect(code.map((file) => file.path).filter((path) => !shape.test(path))).toEqual([]);
});

test('a door stays thin: a route file is at most 40 lines', () => {
  const doors = code.filter((file) => /^apps\/web\/src\/app\/.*route\.ts$/.test(file.path));
  expect(doors.length).toBeGreaterThan(0);
  expect(doors.filter((file) => file.lines.length > 41).map((file) => file.path)).toEqual([]);
});

test('a schema area fits on a few screens: at most 300 lines a file', () => {
  const areas = tree.filter((file) => file.path.endsWith('.prisma'));
  expect(areas.filter((file) => file.lines.length > 300).map((file) => file.path)).toEqual([]);
});

const ratio = (folder: string) => {
  const files = code.filter((file) => file.path.startsWith(`packages/${folder}/src/`));
  const tests = files.filter(isTest).reduce((sum, file) => sum + codeLines(file), 0);
  const subject = files
    .filter((file) => !isTest(file))
    .reduce((sum, file) => sum + codeLines(file), 0);
  return tests / Math.max(1, subject);
};

test.each([
  ['domain', 2],
  ['contract', 1],
  ['sync-core', 1],
])('the tests of %s are at least %d times its code', (folder, wanted) => {
  expect(ratio(folder)).toBeGreaterThanOrEqual(wanted);
});

test('the repository stands alone: nothing in it reads a folder outside', () => {
  expect(places(code, /['"`](\.\.\/)+shared\//)).toEqual([]);
});

test('dates and words of other machines stay out: no path of a home or work folder', () => {
  expect(places(tree, /(^|[^\w.-])\/(work|home|root)\/[\w.]/)).toEqual([]);
});
