import { expect, test } from 'vitest';
import type { Item } from './goods-types.ts';
import { draftOf, emptyDraft, emptySku, favouriteOf, inputOf, problemsOf } from './item-draft.ts';

const item: Item = {
  productId: 'p',
  version: 3,
  sample: false,
  archived: false,
  name: 'Koʻylak',
  names: { ru: 'Рубашка' },
  categoryId: null,
  mxik: null,
  packageCode: null,
  markedGroup: null,
  skus: [
    {
      id: 's',
      name: 'Koʻylak, M, qora',
      draft: false,
      options: [
        { name: 'Oʻlcham', value: 'M' },
        { name: 'Rang', value: 'qora' },
      ],
      code: 'A-1',
      unit: 'dona',
      kind: 'piece',
      tracked: true,
      taxRateBp: null,
      favourite: 4,
      price: 120_000_00,
      cost: null,
      barcodes: [{ code: '4780000000016', packQuantity: 1000 }],
      stocks: [],
    },
  ],
};

test('an item that is opened and saved without a change is sent as it was', () => {
  const { id, options, code, unit, kind, tracked, taxRateBp, favourite, price, cost, barcodes } =
    item.skus[0] as Item['skus'][number];
  expect(inputOf(draftOf(item)).skus).toEqual([
    { id, options, code, unit, kind, tracked, taxRateBp, favourite, price, cost, barcodes },
  ]);
});

test('a renamed variant keeps the names of its options, and kilograms make it weighed', () => {
  const draft = draftOf(item);
  const [sku] = draft.skus;
  if (!sku) throw new Error('a SKU expected');
  const changed = inputOf({ ...draft, skus: [{ ...sku, variant: 'L , oq', unit: 'kg' }] });
  expect(changed.skus[0]).toMatchObject({
    kind: 'weighed',
    options: [
      { name: 'Oʻlcham', value: 'L' },
      { name: 'Rang', value: 'oq' },
    ],
  });
});

test('an option with a comma in it stays one option while its text is not changed', () => {
  const options = [{ name: 'Hajmi', value: '0,5 l' }];
  const draft = draftOf({ ...item, skus: item.skus.map((sku) => ({ ...sku, options })) });
  expect(inputOf({ ...draft, name: 'Suv' }).skus[0]?.options).toEqual(options);
});

test('a name and a price suffice; an open price needs no figure, a wrong MXIK is told', () => {
  const draft = emptyDraft();
  expect([...problemsOf(draft)]).toEqual(['name', 'price']);
  const named = { ...draft, name: 'Non', skus: [{ ...emptySku(), price: 5000_00 }] };
  expect([...problemsOf(named)]).toEqual([]);
  expect([...problemsOf({ ...named, skus: [{ ...emptySku(), open: true }], mxik: '123' })]).toEqual(
    ['mxik'],
  );
});

test('empty code fields are not sent, and a favourite keeps its place', () => {
  const draft = emptyDraft();
  const barcodes = [
    { key: 1, code: '  ', packQuantity: 1000 },
    { key: 2, code: '111', packQuantity: null },
  ];
  const sent = inputOf({ ...draft, skus: [{ ...emptySku(), barcodes }] });
  expect(sent.skus[0]?.barcodes).toEqual([{ code: '111', packQuantity: 1000 }]);
  expect([favouriteOf(true, 7), favouriteOf(true, null), favouriteOf(false, 7)]).toEqual([
    7,
    1000,
    null,
  ]);
});
