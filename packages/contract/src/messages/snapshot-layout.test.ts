/** How a snapshot lies in text: what a device of an older build keeps must be read by a newer one. */
import { describe, expect, test } from 'vitest';
import type { PullRow } from './pull.ts';
import {
  isGoods,
  packGroup,
  readSnapshot,
  SNAPSHOT_GROUP_SKUS,
  SNAPSHOT_KIND,
  snapshotText,
  unpackGroup,
} from './snapshot.ts';

const row = (kind: string, id: string, data: object, version = 7) =>
  ({ kind, id, version, data }) as unknown as PullRow;
const idOf = (at: number) => `0197a000-0000-7000-8000-${String(at).padStart(12, '0')}`;
const settings = row('settings', 's', { chainName: 'Oson' });

const bread = row('sku', idOf(1), { name: 'Non', unit: 'pcs', categoryId: null });
const milk = row('sku', idOf(2), { name: 'Sut', unit: 'pcs', categoryId: null });
const ofBread = [
  row('barcode', idOf(11), { skuId: idOf(1), code: '4780000000011' }),
  row('price', `${idOf(1)}.4`, { skuId: idOf(1), n: 4, amount: 500_000 }),
  row('stock', idOf(1), { skuId: idOf(1), quantity: -2500 }),
];

describe('a group', () => {
  const group = packGroup([bread, milk], ofBread);

  test('has a line for each column, and one for what is alike in all its rows', () => {
    expect(group.get('sku.name')).toBe('["Non","Sut"]');
    expect(group.get('sku.unit')).toBe('{"same":"pcs","length":2}');
    expect(group.get('sku.categoryId')).toBe('{"same":null,"length":2}');
    expect(group.get('sku.version')).toBe('{"same":7,"length":2}');
    expect(group.get('sku.length')).toBe('2');
  });

  test('splits ids where what is random in them begins', () => {
    expect(group.get('sku.id.heads')).toBe('[["0197a000",""],[28672,0]]');
    expect(group.get('sku.id.tails')).toBe('80000000000000018000000000000002');
  });

  test('names the SKU of a row by its place, and prices and stock by that alone', () => {
    expect(group.get('barcode.of')).toBe('{"same":0,"length":1}');
    expect(group.has('barcode.skuId')).toBe(false);
    expect(group.has('price.id')).toBe(false);
    expect(group.has('stock.id')).toBe(false);
    expect(group.get('stock.quantity')).toBe('{"same":-2500,"length":1}');
  });

  test('has no column of a kind that it lacks', () => {
    const alone = packGroup([bread], []);
    expect([...alone.keys()].filter((key) => !key.startsWith('sku.'))).toEqual([]);
    expect(unpackGroup(readSnapshot(snapshotText([alone], [])).groups[0] as string)).toEqual([
      bread,
    ]);
  });

  test('keeps ids that are no UUIDs as they are', () => {
    const [first, second] = [row('sku', 'a', { name: 'A' }), row('sku', 'b', { name: 'B' })];
    const odd = packGroup([first, second], []);
    expect(odd.get('sku.id')).toBe('["a","b"]');
    expect(unpackGroup(readSnapshot(snapshotText([odd], [])).groups[0] as string)).toEqual([
      first,
      second,
    ]);
  });

  test('keeps values that are lists and objects, also where they are alike', () => {
    const named = [1, 2].map((at) => row('sku', idOf(at), { names: { ru: 'Хлеб' }, tags: [] }));
    const text = snapshotText([packGroup(named, [])], []);
    expect(unpackGroup(readSnapshot(text).groups[0] as string)).toEqual(named);
  });

  test('of rows without data is a bug, told at once', () => {
    const deleted = { kind: 'sku', id: idOf(1), version: 7, deleted: true } as unknown as PullRow;
    expect(() => packGroup([deleted], [])).toThrow(/have data/);
  });
});

describe('the text', () => {
  const other = row('sku', idOf(3), { name: 'Choy' });
  const text = snapshotText(
    [packGroup([bread, milk], ofBread), packGroup([other], [])],
    [settings],
  );

  test('begins with a head that says how to read it', () => {
    const head = JSON.parse(text.split('\n')[0] as string) as Record<string, unknown>;
    expect(head).toMatchObject({ groups: 2, rows: [settings] });
    expect(head.columns).toEqual([...(head.columns as string[])].sort());
    expect(text.split('\n')).toHaveLength(1 + 2 * (head.columns as string[]).length);
  });

  test('gives each group back with its own columns alone', () => {
    const { rows, groups } = readSnapshot(text);
    expect(rows).toEqual([settings]);
    expect(unpackGroup(groups[0] as string)).toEqual([bread, milk, ...ofBread]);
    expect(unpackGroup(groups[1] as string)).toEqual([other]);
  });

  test('of a chain without goods is its other rows', () => {
    expect(readSnapshot(snapshotText([], [settings]))).toEqual({ rows: [settings], groups: [] });
  });
});

test('goods are SKUs and what hangs on them; a group is small enough for one record', () => {
  expect(['sku', 'barcode', 'price', 'stock'].every(isGoods)).toBe(true);
  expect(['settings', 'customer', 'staff', ''].some(isGoods)).toBe(false);
  expect(SNAPSHOT_GROUP_SKUS).toBeLessThanOrEqual(100);
  expect(SNAPSHOT_KIND).toBe('snapshot');
});
