import { expect, test } from 'vitest';
import { judgeCanaries } from './canary.ts';

const at = (boot: number, incarnation = 'life-2') => ({ incarnation, boot });
const known = new Set(['life-1', 'life-2']);

test.each([
  ['a first start', { journal: null, copy: null, cache: null }, []],
  ['all alike', { journal: at(5), copy: at(5), cache: at(5) }, []],
  [
    'a start that was cut off between the writes',
    { journal: at(5), copy: at(4), cache: at(4) },
    [],
  ],
  ['the second start of a life', { journal: at(1), copy: at(7, 'life-1'), cache: null }, []],
  ['a browser without the other places', { journal: at(5), copy: undefined, cache: undefined }, []],
  ['an empty journal', { journal: null, copy: at(5, 'life-9'), cache: null }, ['journal-gone']],
  [
    'an empty journal that the cache knows',
    { journal: null, copy: undefined, cache: at(2, 'life-9') },
    ['journal-gone'],
  ],
  ['an older journal', { journal: at(3), copy: at(5), cache: at(5) }, ['journal-behind']],
  [
    'a life that this journal never lived',
    { journal: at(3), copy: at(2, 'life-9'), cache: at(3) },
    ['journal-behind'],
  ],
  ['a copy of before', { journal: at(9), copy: at(5), cache: at(9) }, ['copy-behind']],
  ['a copy that is gone', { journal: at(9), copy: null, cache: at(9) }, ['copy-behind']],
  ['a cache that is gone', { journal: at(9), copy: at(9), cache: null }, ['cache-behind']],
] as const)('[DEV3] %s', (_, places, kinds) => {
  expect(judgeCanaries(places, known)).toEqual(kinds);
});
