import { TooManyRows } from '@oson/ui/office';
import { expect, test } from 'vitest';
import { allRows, type ListPage } from './pages.ts';

/** A list of so many pages with one row each, the number of its page. */
const listOf =
  (pages: number) =>
  async ({ cursor }: { cursor?: string }): Promise<ListPage<number>> => {
    const page = Number(cursor ?? 1);
    return { rows: [page], nextCursor: page < pages ? String(page + 1) : null };
  };

test('all pages come in their order, the last one that fits included', async () => {
  expect(await allRows(listOf(3))).toEqual([1, 2, 3]);
  expect(await allRows(listOf(200))).toHaveLength(200);
});

test('a list that is too long is refused, never cut', async () => {
  await expect(allRows(listOf(201))).rejects.toThrow(TooManyRows);
});
