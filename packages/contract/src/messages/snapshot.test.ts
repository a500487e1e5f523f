import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PullRow } from './pull.ts';
import { packGroup, readSnapshot, snapshotText, unpackGroup } from './snapshot.ts';

const uuid = fc.uuid();
const whole = fc.integer({ min: 0, max: 2 ** 53 - 1 });
const words = fc.string({ unit: 'grapheme', maxLength: 30 });

const goods = fc
  .uniqueArray(
    fc.record({
      id: uuid,
      version: whole,
      name: words,
      code: fc.option(words),
      categoryId: fc.option(uuid),
      productId: uuid,
      names: fc.option(fc.record({ ru: words })),
      codes: fc.array(fc.record({ id: uuid, code: words }), { maxLength: 3 }),
      prices: fc.uniqueArray(fc.record({ n: whole, amount: fc.option(whole) }), {
        maxLength: 3,
        selector: ({ n }) => n,
      }),
      quantity: fc.option(fc.integer()),
    }),
    { minLength: 1, maxLength: 12, selector: ({ id }) => id },
  )
  .map((items) => ({
    skus: items.map(({ id, version, name, code, categoryId, productId, names }) => {
      return { kind: 'sku', id, version, data: { name, code, categoryId, productId, names } };
    }) as unknown as PullRow[],
    others: items.flatMap(({ id: skuId, version, codes, prices, quantity }) => [
      ...codes.map(({ id, code }) => ({ kind: 'barcode', id, version, data: { skuId, code } })),
      ...prices.map((data) => {
        return { kind: 'price', id: `${skuId}.${data.n}`, version, data: { skuId, ...data } };
      }),
      ...(quantity === null
        ? []
        : [{ kind: 'stock', id: skuId, version, data: { skuId, quantity } }]),
    ]) as unknown as PullRow[],
  }));

const inOrder = (rows: readonly PullRow[]) =>
  rows.toSorted((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));

test('[PULL7] every row comes out of a snapshot as it went in', () => {
  fc.assert(
    fc.property(fc.array(goods, { maxLength: 4 }), (groups) => {
      const rows = [
        { kind: 'settings', id: 's', version: 1, data: { chainName: 'Oson\nSavdo' } },
      ] as unknown as PullRow[];
      const text = snapshotText(
        groups.map(({ skus, others }) => packGroup(skus, others)),
        rows,
      );
      const read = readSnapshot(text);
      expect(read.rows).toEqual(rows);
      expect(read.groups).toHaveLength(groups.length);
      for (const [index, group] of read.groups.entries()) {
        const wanted = groups[index] as (typeof groups)[number];
        expect(inOrder(unpackGroup(group))).toEqual(inOrder([...wanted.skus, ...wanted.others]));
      }
    }),
  );
});

test('[PULL11] a text that lacks lines is no snapshot', () => {
  const sku = {
    kind: 'sku',
    id: '0197a000-0000-7000-8000-000000000001',
    version: 1,
    data: { name: 'Non' },
  } as unknown as PullRow;
  const text = snapshotText([packGroup([sku], [])], []);
  expect(() => readSnapshot(text.slice(0, text.lastIndexOf('\n')))).toThrow(/lacks lines/);
  expect(() => readSnapshot('<html>')).toThrow();
});

test('goods of no SKU of their group are a bug, told at once', () => {
  const stray = { kind: 'stock', id: 'x', version: 1, data: { skuId: 'x' } } as unknown as PullRow;
  const sku = { kind: 'sku', id: 'y', version: 1, data: { name: 'Y' } } as unknown as PullRow;
  expect(() => packGroup([sku], [stray])).toThrow(/no SKU/);
});
