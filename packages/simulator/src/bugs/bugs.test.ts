import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BUGS } from './catalogue.ts';
import { spoil, spoiltFiles } from './plant.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../../..');

test('every planted bug still finds its place, and changes it', () => {
  for (const bug of BUGS) {
    for (const [file, text] of spoiltFiles(bug)) {
      expect(text, bug.name).not.toBe(readFileSync(file, 'utf8'));
    }
  }
});

test('every bug has a name of its own and says where it comes from', () => {
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
  for (const { name, from } of BUGS) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(from.length).toBeGreaterThan(10);
  }
  expect(BUGS.length).toBeGreaterThanOrEqual(40);
});

test('a place that is gone, or there twice, is said and not passed over', () => {
  const edit = { file: 'x.ts', find: 'a', replace: 'b' };
  expect(spoil('cat', edit)).toBe('cbt');
  expect(() => spoil('dog', edit)).toThrow(/0 times/);
  expect(() => spoil('banana', edit)).toThrow(/3 times/);
});

/** What is built and shipped names the simulator nowhere, so nothing of a planted bug can be in it. */
test('nothing that ships depends on the simulator', () => {
  for (const place of ['apps/web', 'apps/worker', 'packages/pos', 'packages/sync-core']) {
    const manifest = readFileSync(path.join(ROOT, place, 'package.json'), 'utf8');
    const { dependencies = {} } = JSON.parse(manifest) as {
      dependencies?: Record<string, string>;
    };
    expect(Object.keys(dependencies), place).not.toContain('@oson/simulator');
  }
});
