import type { Database, TenantTx } from '@oson/db';
import { isEanCheckDigitRight } from '@oson/domain';
import { type ASku, type ATenant, aTenant, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setPrice } from '../price/set-price.ts';
import { archiveItem, restoreItem } from './archive-item.ts';
import {
  archiveCategory,
  createCategory,
  listCategories,
  orderCategories,
  updateCategory,
} from './categories.ts';
import { findBarcode } from './find-barcode.ts';
import { generateBarcode } from './generate-barcode.ts';
import { getItem } from './get-item.ts';
import type { ItemInput, SkuInput } from './goods-types.ts';
import { countGoods, listGoods } from './list-goods.ts';
import { createItem, updateItem } from './save-item.ts';

let db: Database;
let close: () => Promise<void>;
let shop: ATenant;
beforeAll(async () => {
  ({ db, close } = await testDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  shop = await aTenant(db, { skus: 3 });
});

const inShop = <T>(act: (tx: TenantTx) => Promise<T>) => db.inTenant(shop.tenantId, act);
const userId = '01900000-0000-7000-8000-00000000aaaa';

const aSkuInput = (over: Partial<SkuInput> = {}): SkuInput => ({
  options: [],
  code: null,
  unit: 'dona',
  kind: 'piece',
  tracked: true,
  taxRateBp: null,
  favourite: null,
  price: 12_500_00,
  cost: null,
  barcodes: [],
  ...over,
});
const anItem = (over: Partial<ItemInput> = {}): ItemInput => ({
  name: 'Qaymoqli muzqaymoq',
  names: {},
  categoryId: null,
  mxik: null,
  packageCode: null,
  markedGroup: null,
  skus: [aSkuInput()],
  ...over,
});
const create = (item: ItemInput) => inShop((tx) => createItem(tx, item, userId));
const get = (productId: string) => inShop((tx) => getItem(tx, productId));

/** What the newest changes told the terminals. */
async function told(kinds: string[]): Promise<string[]> {
  const rows = await inShop((tx) =>
    tx.changeRow.findMany({
      where: { tenantId: shop.tenantId, n: { gt: shop.n }, kind: { in: kinds } },
    }),
  );
  return rows.map((row) => `${row.kind} ${row.rowId}`);
}

describe('an item', () => {
  test('needs a name and a price only, and reaches the terminals with all its parts', async () => {
    const { productId } = await create(
      anItem({
        skus: [aSkuInput({ barcodes: [{ code: ' 4 780000 000016 ', packQuantity: 1000 }] })],
      }),
    );
    const item = await get(productId);
    expect(item).toMatchObject({ name: 'Qaymoqli muzqaymoq', version: 1, archived: false });
    const [sku] = item.skus;
    expect(sku).toMatchObject({
      price: 12_500_00,
      cost: null,
      barcodes: [{ code: '4780000000016', packQuantity: 1000 }],
    });
    const changes = await told(['sku', 'barcode', 'price']);
    expect(changes.map((change) => change.split(' ')[0] ?? '').toSorted()).toEqual([
      'barcode',
      'price',
      'sku',
    ]);
    expect(changes).toContain(`sku ${sku?.id}`);
  });

  test('keeps its variants, packs, names by script and an open price', async () => {
    const { productId } = await create(
      anItem({
        name: '  Koʻylak   paxta ',
        names: { ru: 'Рубашка хлопок' },
        skus: [
          aSkuInput({ options: [{ name: 'Oʻlcham', value: 'M' }], cost: 50_000_00 }),
          aSkuInput({ options: [{ name: 'Oʻlcham', value: 'L' }], price: null }),
        ],
      }),
    );
    const item = await get(productId);
    expect(item.skus.map((sku) => [sku.name, sku.price, sku.cost])).toEqual([
      ['Koʻylak paxta, M', 12_500_00, 50_000_00],
      ['Koʻylak paxta, L', null, null],
    ]);
    const row = await inShop((tx) => tx.sku.findFirst({ where: { id: item.skus[0]?.id ?? '' } }));
    expect(row?.names).toEqual({ ru: 'Рубашка хлопок, M' });
  });

  test.each([
    ['a blank name', anItem({ name: '  ' }), 'name'],
    ['an MXIK of 11 digits', anItem({ mxik: '00401004003' }), 'mxik'],
    ['no SKU', anItem({ skus: [] }), 'skus'],
    [
      'one code twice',
      anItem({
        skus: [
          aSkuInput({
            options: [{ name: '', value: 'M' }],
            barcodes: [{ code: 'A-17', packQuantity: 1000 }],
          }),
          aSkuInput({
            options: [{ name: '', value: 'L' }],
            barcodes: [{ code: 'a-17', packQuantity: 1000 }],
          }),
        ],
      }),
      'barcodes',
    ],
    ['two variants alike', anItem({ skus: [aSkuInput(), aSkuInput()] }), 'options'],
  ])('is refused with %s, and nothing of it is written', async (_what, item, field) => {
    await expect(create(item)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field } });
    expect(await inShop((tx) => countGoods(tx, {}))).toEqual({ total: 3, filtered: 3 });
  });

  test('that two people change at once is changed by the first only', async () => {
    const { productId } = await create(anItem());
    const { skus } = await get(productId);
    const change = (name: string) =>
      inShop((tx) =>
        updateItem(tx, { productId, version: 1 }, { ...anItem({ name }), skus }, userId),
      );
    await change('Birinchi');
    await expect(change('Ikkinchi')).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect((await get(productId)).name).toBe('Birinchi');
  });

  test('loses the variants and codes that its form does not name any more', async () => {
    const codes = [
      { code: '4780000000016', packQuantity: 1000 },
      { code: '14780000000013', packQuantity: 12_000 },
    ];
    const { productId } = await create(
      anItem({
        skus: [
          aSkuInput({ options: [{ name: '', value: 'M' }], barcodes: codes }),
          aSkuInput({ options: [{ name: '', value: 'L' }] }),
        ],
      }),
    );
    const before = await get(productId);
    const [kept, dropped] = before.skus;
    if (!kept || !dropped) throw new Error('two variants expected');
    const barcodes = [{ code: '14780000000013', packQuantity: 24_000 }];
    await inShop((tx) =>
      updateItem(tx, { productId, version: 1 }, anItem({ skus: [{ ...kept, barcodes }] }), userId),
    );
    const after = await get(productId);
    expect(after.skus).toMatchObject([{ id: kept.id, barcodes }]);
    const changes = await told(['sku']);
    expect(changes).toContain(`sku ${dropped.id}`);
  });

  test('gets no code that another item has, unless the person moves it', async () => {
    const [other] = shop.skus as [ASku];
    const barcodes = [{ code: other.code, packQuantity: 1000 }];
    const item = anItem({ skus: [aSkuInput({ barcodes })] });
    await expect(create(item)).rejects.toMatchObject({
      code: 'BARCODE_TAKEN',
      details: { barcode: other.code, name: other.name, productId: other.productId },
    });
    expect(await inShop((tx) => findBarcode(tx, other.code))).toMatchObject({
      owner: { productId: other.productId },
    });
    const { productId } = await create({ ...item, moveBarcodes: [other.code] });
    expect((await get(productId)).skus[0]?.barcodes).toEqual(barcodes);
    expect((await get(other.productId)).skus[0]?.barcodes).toEqual([]);
  });

  test('goes to the archive with its codes and comes back with those that are still free', async () => {
    const [one, two] = shop.skus as [ASku, ASku];
    const archived = await inShop((tx) =>
      archiveItem(tx, { productId: one.productId, version: 1 }, userId),
    );
    expect(await inShop((tx) => countGoods(tx, {}))).toMatchObject({ total: 2 });
    const list = await inShop((tx) => listGoods(tx, { archived: true }));
    expect(list.rows.map((row) => [row.name, row.barcodes])).toEqual([[one.name, [one.code]]]);
    await inShop((tx) =>
      restoreItem(tx, { productId: one.productId, version: archived.version }, userId),
    );
    expect((await get(one.productId)).skus[0]?.barcodes).toEqual([
      { code: one.code, packQuantity: 1000 },
    ]);

    const again = await inShop((tx) =>
      archiveItem(tx, { productId: one.productId, version: archived.version + 1 }, userId),
    );
    const { skus } = await get(two.productId);
    const [sku] = skus;
    if (!sku) throw new Error('a SKU expected');
    const both = [...sku.barcodes, { code: one.code, packQuantity: 1000 }];
    await inShop((tx) =>
      updateItem(
        tx,
        { productId: two.productId, version: 1 },
        anItem({ name: two.name, skus: [{ ...sku, barcodes: both }] }),
        userId,
      ),
    );
    await inShop((tx) =>
      restoreItem(tx, { productId: one.productId, version: again.version }, userId),
    );
    expect((await get(one.productId)).skus[0]?.barcodes).toEqual([]);
  });
});

describe('the list', () => {
  test('finds a good by words of any script, by the start of a code, and pages without a gap', async () => {
    for (const [name, ru] of [
      ['Shampun Toza 250 ml', 'Шампунь Тоза 250 мл'],
      ['Sut 3,2% 1 l', 'Молоко 3,2% 1 л'],
      ['Choy koʻk 100 g', 'Чай зелёный 100 г'],
    ] as const) {
      await create(anItem({ name, names: { ru } }));
    }
    const found = async (search: string) =>
      (await inShop((tx) => listGoods(tx, { search }))).rows.map((row) => row.name);
    expect(await found('шамп')).toEqual(['Shampun Toza 250 ml']);
    expect(await found('moloko')).toEqual(['Sut 3,2% 1 l']);
    expect(await found("ko'k choy")).toEqual(['Choy koʻk 100 g']);
    expect(await found('478000000')).toHaveLength(3);
    expect(await found('%_')).toEqual([]);

    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inShop((tx) => listGoods(tx, { limit: 2, ...(cursor ? { cursor } : {}) }));
      names.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(6);
  });

  test('narrows to a category, to what runs low, and shows price, cost and stock', async () => {
    const [first] = shop.skus as [ASku];
    await inShop((tx) =>
      tx.stockLevel.updateMany({ where: { skuId: first.skuId }, data: { quantity: 2000n } }),
    );
    const { rows } = await inShop((tx) => listGoods(tx, { low: true, storeId: shop.storeId }));
    expect(rows).toMatchObject([
      {
        skuId: first.skuId,
        price: first.price,
        cost: first.cost,
        categoryName: 'Goods',
        stocks: [{ storeId: shop.storeId, quantity: 2000, counted: true, low: true }],
      },
    ]);
    await create(anItem());
    const counted = (categoryId: string) => inShop((tx) => countGoods(tx, { categoryId }));
    expect((await counted('none')).filtered).toBe(1);
    expect((await counted(shop.categoryId)).filtered).toBe(3);
  });

  test('shows nothing of another chain', async () => {
    const other = await aTenant(db, { skus: 5 });
    const [theirs] = other.skus as [ASku];
    expect((await inShop((tx) => listGoods(tx, {}))).rows).toHaveLength(3);
    await expect(get(theirs.productId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      inShop((tx) => archiveItem(tx, { productId: theirs.productId, version: 1 }, userId)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // The same code in two chains is no conflict.
    expect(await inShop((tx) => findBarcode(tx, theirs.code))).toMatchObject({
      owner: { skuId: (shop.skus as ASku[])[0]?.skuId },
    });
  });
});

test('a price is a new row that holds from its feed position, and an unseen change is not overwritten', async () => {
  const [sku] = shop.skus as [ASku];
  const change = (price: number, expected: number) =>
    inShop((tx) => setPrice(tx, { skuId: sku.skuId, price, expected, userId }));
  await change(15_000_00, sku.price);
  await expect(change(16_000_00, sku.price)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  const rows = await inShop((tx) =>
    tx.price.findMany({ where: { skuId: sku.skuId }, orderBy: { n: 'asc' } }),
  );
  expect(rows.map((row) => Number(row.amount))).toEqual([sku.price, 15_000_00]);
  expect(Number(rows[1]?.n)).toBeGreaterThan(shop.n);
  expect(await told(['price'])).toEqual([`price ${rows[1]?.id}`]);
});

test('a form that was opened before a price was changed writes the old one back no more', async () => {
  const [one] = shop.skus as [ASku];
  const { productId } = one;
  const { version, skus, name } = await get(productId);
  const change = { skuId: one.skuId, price: one.price + 500, expected: one.price, userId };
  await inShop((tx) => setPrice(tx, change));
  const save = inShop((tx) =>
    updateItem(tx, { productId, version }, anItem({ name, skus }), userId),
  );
  await expect(save).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  expect((await get(productId)).skus[0]?.price).toBe(one.price + 500);
});

test('of two people who change the price that both have seen, one is told', async () => {
  const [sku] = shop.skus as [ASku];
  let expected = sku.price;
  for (let round = 1; round <= 5; round++) {
    const both = [1, 2].map(async (who) => {
      const price = round * 1_000_000 + who * 1000;
      await inShop((tx) => setPrice(tx, { skuId: sku.skuId, price, expected, userId }));
      return price;
    });
    const done = await Promise.allSettled(both);
    const won = done.filter((each) => each.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expected = won[0]?.value ?? 0;
  }
});

test('codes of the chain’s own are right EAN-13s and never come twice', async () => {
  const codes: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { code } = await inShop((tx) => generateBarcode(tx));
    expect(isEanCheckDigitRight(code)).toBe(true);
    const barcodes = [{ code, packQuantity: 1000 }];
    const { productId } = await create(anItem({ skus: [aSkuInput({ barcodes })] }));
    await inShop((tx) => archiveItem(tx, { productId, version: 1 }, userId));
    codes.push(code);
  }
  expect(new Set(codes).size).toBe(3);
  const next = await inShop((tx) => generateBarcode(tx, [codes[2] ?? '']));
  expect(codes).not.toContain(next.code);
});

test('sections are made, renamed, ordered, archived and brought back', async () => {
  const make = (name: string) =>
    inShop((tx) => createCategory(tx, { name, names: {}, hue: 145 }, userId));
  const [bread, milk] = [await make(' Non '), await make('Sut')];
  await inShop((tx) => orderCategories(tx, [milk.id, shop.categoryId, bread.id]));
  const names = async () =>
    (await inShop((tx) => listCategories(tx))).map(({ name, goods }) => `${name} ${goods}`);
  expect(await names()).toEqual(['Sut 0', 'Goods 3', 'Non 0']);
  const rows = await inShop((tx) => listCategories(tx));
  const target = { id: shop.categoryId, version: rows[1]?.version ?? 0 };
  await inShop((tx) => updateCategory(tx, target, { name: 'Aralash', names: {}, hue: 25 }, userId));
  await expect(
    inShop((tx) => updateCategory(tx, target, { name: 'Kech', names: {}, hue: 25 }, userId)),
  ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  const { version } = await inShop((tx) =>
    archiveCategory(tx, { id: target.id, version: target.version + 1, archived: true }, userId),
  );
  expect(await names()).toEqual(['Sut 0', 'Non 0']);
  expect((await inShop((tx) => countGoods(tx, { categoryId: 'none' }))).filtered).toBe(3);
  await inShop((tx) => archiveCategory(tx, { id: target.id, version, archived: false }, userId));
  expect(await names()).toEqual(['Sut 0', 'Aralash 3', 'Non 0']);
  const log = await inShop((tx) =>
    tx.auditEntry.findMany({ where: { actorId: userId }, orderBy: { id: 'asc' } }),
  );
  expect(log.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'category.added Non',
    'category.added Sut',
    'category.changed Aralash',
    'category.archived Aralash',
    'category.restored Aralash',
  ]);
});
