import { expect, test } from 'vitest';
import { diffOf, fieldsOf, withFields } from './body-diff.ts';

const body = '{"a":1,"lines":[{"name":"Anor","q":"5"}],"none":null,"empty":[]}';

test('a body is its fields by their paths', () => {
  expect(fieldsOf(body)).toEqual([
    { path: 'a', value: '1' },
    { path: 'lines.0.name', value: '"Anor"' },
    { path: 'lines.0.q', value: '"5"' },
    { path: 'none', value: 'null' },
    { path: 'empty', value: '[]' },
  ]);
  for (const text of ['no json', '[1]', '3', 'null']) expect(fieldsOf(text)).toBeNull();
});

test('typed values stand in their places, numbers as numbers and words as words', () => {
  const after = withFields(
    body,
    new Map([
      ['lines.0.q', '5000'],
      ['lines.0.name', 'Olma'],
      ['a', 'null'],
    ]),
  );
  expect(JSON.parse(after)).toMatchObject({ a: null, lines: [{ name: 'Olma', q: 5000 }] });
  expect(diffOf(body, after)).toEqual([
    { path: 'a', before: '1', after: 'null' },
    { path: 'lines.0.name', before: '"Anor"', after: '"Olma"' },
    { path: 'lines.0.q', before: '"5"', after: '5000' },
  ]);
  expect(diffOf(body, body)).toEqual([]);
});
