import { expect, test } from 'vitest';
import { heapFlags } from './heap-limit.ts';

const GIB = 1024 ** 3;

test('where memory is scarce a start serves with the heap that the bench measures', () => {
  expect(heapFlags(2 * GIB)).toEqual(['--max-old-space-size=256']);
  expect(heapFlags(7.7 * GIB)).toEqual(['--max-old-space-size=256']);
  expect(heapFlags(8 * GIB)).toEqual([]);
});
