/** Holds SPEC.md and the titles of all tests of the repository against each other. */
import { expect, test } from 'vitest';

declare global {
  interface ImportMeta {
    glob(
      pattern: string | string[],
      options: { query: '?raw'; import: 'default'; eager: true },
    ): Record<string, string>;
  }
}

declare const console: { info(line: string): void };

const pages = import.meta.glob('../SPEC.md', { query: '?raw', import: 'default', eager: true });
const sources = import.meta.glob(
  [
    '../../*/src/**/*.test.{ts,tsx}',
    '../../../apps/*/src/**/*.test.{ts,tsx}',
    '../../../tooling/**/*.{test,e2e}.ts',
    '../../../tooling/e2e/**/*.ts',
    '!**/node_modules/**',
  ],
  { query: '?raw', import: 'default', eager: true },
);

type Rule = { id: string; force: string };
const lines = Object.values(pages)
  .join('\n')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const rules: Rule[] = lines.flatMap((line) => {
  const parts = /^- \[([A-Z]+\d+)\] \((now|next)\) [A-Z`0-9].+\.$/.exec(line);
  return parts ? [{ id: parts[1] as string, force: parts[2] as string }] : [];
});
const groups = new Set(rules.map(({ id }) => id.replace(/\d+$/, '')));

/** The quoted ids of all titles, with a file that quotes each. */
const quoted = new Map<string, string>();
for (const [file, text] of Object.entries(sources)) {
  // A title is the first thing in its brackets and begins with its ids.
  const titles = text.matchAll(/\(\s*(['"`])(\[[A-Z]+\d+\].*?)\1/gs);
  for (const [, , title] of titles) {
    for (const [, id] of (title as string).matchAll(/\[([A-Z]+\d+)\]/g)) {
      if (groups.has((id as string).replace(/\d+$/, ''))) quoted.set(id as string, file);
    }
  }
}

test('every rule of SPEC.md has a number, a mark and a sentence', () => {
  expect(rules.length).toBeGreaterThan(100);
  expect(rules.length).toBe(lines.length);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('the numbers of a group count 1.. without a hole', () => {
  for (const group of groups) {
    const numbers = rules
      .filter(({ id }) => id.replace(/\d+$/, '') === group)
      .map(({ id }) => Number(id.slice(group.length)));
    expect(numbers, group).toEqual(numbers.map((_, index) => index + 1));
  }
});

test('a title quotes only rules that stand in SPEC.md', () => {
  const known = new Set(rules.map(({ id }) => id));
  const unknown = [...quoted].filter(([id]) => !known.has(id));
  expect(unknown).toEqual([]);
});

test('rules in force that no title quotes yet are listed', () => {
  const inForce = rules.filter(({ force }) => force === 'now');
  const unproven = inForce.filter(({ id }) => !quoted.has(id)).map(({ id }) => id);
  const proven = inForce.length - unproven.length;
  console.info(
    `SPEC.md: ${proven} of ${inForce.length} in force are quoted; not: ${unproven.join(' ')}`,
  );
  expect(proven).toBeGreaterThan(0);
});
