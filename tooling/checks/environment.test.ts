/** What the code reads from its environment, against what deployments are told to set. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readTree, ROOT } from '../tidy/source-tree.ts';

type Reader = 'web' | 'worker' | 'build' | 'start';
const text = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** Who reads what stands in a folder of ours; what both apps build on is read by both. */
const READERS: [folder: string, readers: Reader[]][] = [
  ['apps/web/next.config.ts', ['build']],
  ['apps/web/', ['web']],
  ['apps/worker/', ['worker']],
  ['packages/auth/', ['web', 'worker']],
  ['packages/telemetry/', ['web', 'worker']],
  ['tooling/bootstrap/', ['start']],
];
/** `NAME: setting(…)` of a schema, `address(…)` of the database's, and what is read by hand. */
const READS = /\b([A-Z][A-Z0-9_]{2,}): (?:setting|address)\(|\benv\.([A-Z][A-Z0-9_]{2,})/g;
/** Of the machine, not of this product. */
const NOT_OURS = new Set(['NODE_OPTIONS', 'PATH']);

function readKeys(): Map<string, Set<Reader>> {
  const found = new Map<string, Set<Reader>>();
  for (const { path: file, text: source } of readTree()) {
    const readers = READERS.find(([folder]) => file.startsWith(folder))?.[1];
    if (!readers || /\.test\.|\/testing\//.test(file)) continue;
    for (const [, declared, byHand] of source.matchAll(READS)) {
      const key = declared ?? byHand ?? '';
      if (NOT_OURS.has(key)) continue;
      found.set(key, new Set([...(found.get(key) ?? []), ...readers]));
    }
  }
  return found;
}

/** Variables of .env.example with the readers in the brackets of the comment before them. */
function describedKeys(): Map<string, { readers: Set<string>; words: string }> {
  const described = new Map<string, { readers: Set<string>; words: string }>();
  let comment = '';
  for (const line of text('.env.example').split('\n')) {
    const name = /^(?:# )?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1];
    if (name) {
      const [, readers = '', words = ''] = /\[([a-z ]+)\] (.+)/s.exec(comment) ?? [];
      described.set(name, { readers: new Set(readers.split(' ')), words });
    }
    comment = name || !line.startsWith('#') ? '' : `${comment}${line.slice(1)}`;
  }
  return described;
}

const read = readKeys();
const described = describedKeys();
const describedFor = (reader: Reader) =>
  [...described].filter(([, { readers }]) => readers.has(reader)).map(([name]) => name);
/** Set by a host itself, or on none. */
const isSetByPeople = (name: string) => {
  const readers = described.get(name)?.readers;
  return !readers?.has('platform') && !readers?.has('local');
};

test('the search for settings finds those that are known to be read', () => {
  expect([...read.keys()]).toEqual(expect.arrayContaining(['SMTP_URL', 'PORT', 'LOG_LEVEL']));
  expect(read.size).toBeGreaterThan(30);
});

test('.env.example explains every variable that the code reads, and for everybody who reads it', () => {
  const missing = [...read].flatMap(([name, readers]) => {
    const known = described.get(name);
    if (!known?.words) return `${name} is not explained`;
    return (
      [...readers]
        // What a start hands on to the apps is theirs.
        .filter((reader) => reader !== 'start' || readers.size === 1)
        .filter((reader) => !known.readers.has(reader))
        .map((reader) => `${name} is read by ${reader}`)
    );
  });
  expect(missing).toEqual([]);
});

test('.env.example explains nothing that nobody reads', () => {
  // The migration command and Prisma read the owner's address.
  const others = new Set(['DATABASE_URL']);
  expect([...described.keys()].filter((name) => !read.has(name) && !others.has(name))).toEqual([]);
});

test('render.yaml lists what the worker reads and its host does not set', () => {
  const listed = [...text('render.yaml').matchAll(/key: ([A-Z][A-Z0-9_]+)/g)].map(([, key]) => key);
  const wanted = describedFor('worker').filter(isSetByPeople);
  expect(wanted.filter((name) => !listed.includes(name))).toEqual([]);
  const known = new Set([...describedFor('worker'), 'NODE_VERSION']);
  expect(listed.filter((name) => !known.has(name ?? ''))).toEqual([]);
});

test('turbo.json lets through what the web app reads: Vercel builds and names them by it', () => {
  const { tasks } = JSON.parse(text('turbo.json')) as {
    tasks: { build: { passThroughEnv: string[] } };
  };
  const wanted = [...new Set([...describedFor('web'), ...describedFor('build')])];
  const listed = tasks.build.passThroughEnv;
  expect(listed.toSorted()).toEqual(wanted.filter(isSetByPeople).toSorted());
});
