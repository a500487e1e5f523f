import { expect, test } from 'vitest';
import type { Cell } from '../read/sheet.ts';
import { findHeader } from './find-header.ts';
import { guessColumns } from './guess-columns.ts';
import { roleOfHeader, storeOfHeader } from './header-words.ts';

test.each([
  ['Nomi', 'name'],
  ['Товар (nomi)', 'name'],
  ['Наименование товара', 'name'],
  ['Номенклатура', 'name'],
  ['Mahsulot nomi', 'name'],
  ['Item name', 'name'],
  ['name_uz_cyrl', 'nameCyrl'],
  ['name_ru', 'nameRu'],
  ['Narxi (сум)', 'price'],
  ['Sotish narxi', 'price'],
  ['Цена розничная', 'price'],
  ['Нархи', 'price'],
  ['Цена закупа', 'cost'],
  ['Kelish narxi', 'cost'],
  ['Себестоимость', 'cost'],
  ['Tannarx', 'cost'],
  ['Qoldiq', 'stock'],
  ['Остаток', 'stock'],
  ['Кол-во', 'stock'],
  ['In stock [Chilonzor]', 'stock'],
  ['Штрихкод', 'barcode'],
  ['Shtrix kod', 'barcode'],
  ['Штрих код', 'barcode'],
  ['barcode_2', 'barcode'],
  ['pack_barcode', 'packBarcode'],
  ['Qadoqdagi soni', 'packQuantity'],
  ['Ед.изм', 'unit'],
  ['Ед', 'unit'],
  ['Oʻlchov birligi', 'unit'],
  ['Код', 'code'],
  ['SKU', 'code'],
  ['Код упаковки', 'packageCode'],
  ['ИКПУ', 'mxik'],
  ['Группа', 'category'],
  ['Boʻlim', 'category'],
  ['Низкий остаток', 'stock'],
  ['Low stock [Yunusobod]', 'minStock'],
  ['НДС', 'vat'],
  ['№', 'ignore'],
  ['Сумма', 'ignore'],
  ['Izoh / Комментарий', 'ignore'],
  ['Description', 'ignore'],
  ['Qwerty', null],
])('the header %j means %j', (header, role) => {
  expect(roleOfHeader(header)).toBe(role);
});

test('a store in brackets belongs to its column', () => {
  expect(storeOfHeader('Price [Chilonzor 2]')).toBe('Chilonzor 2');
  expect(storeOfHeader('Price')).toBeNull();
});

const rolesOf = (rows: Cell[][]) =>
  guessColumns({ name: '', rows })?.columns.map((column) => column.role);

test('a file without a header is read by the shape of its values', () => {
  const rows: Cell[][] = Array.from({ length: 12 }, (_, index) => [
    index + 1,
    `Mahsulot ${'abcdefghijkl'[index]} 500 g`,
    `478321370${String(1000 + index)}`,
    12_500 + index * 500,
  ]);
  expect(rolesOf(rows)).toEqual(['ignore', 'name', 'barcode', 'price']);
});

test('of two prices the one for selling is meant, of two names the one of goods', () => {
  const rows = [
    ['Код', 'Наименование', 'Цена оптовая', 'Цена розничная'],
    ['1', 'Хлеб белый', '4000', '5000'],
  ];
  expect(rolesOf(rows)).toEqual(['code', 'name', 'ignore', 'price']);
});

test('a header that lies is not believed', () => {
  const rows = [
    ['Nomi', 'Shtrix kod', 'Narxi'],
    [1, 'Non oddiy', 4000],
    [2, 'Sut 1 litr', 9000],
    [3, 'Tuz yodlangan', 3000],
  ];
  expect(rolesOf(rows)).toEqual(['ignore', 'name', 'price']);
});

test('an article stands in for the code only where there is no code', () => {
  expect(
    rolesOf([
      ['Артикул', 'Название', 'Цена'],
      ['A-1', 'Хлеб', '4000'],
    ])?.[0],
  ).toBe('code');
  const both = rolesOf([
    ['Артикул', 'Код', 'Название', 'Цена'],
    ['A-1', '7', 'Хлеб', '4000'],
  ]);
  expect(both?.slice(0, 2)).toEqual(['article', 'code']);
});

test('a merged header of two rows is one header, titles above it are none', () => {
  const header = findHeader([
    ['Ведомость по остаткам', null, null, null],
    [null, null, null, null],
    ['Номенклатура', 'Код', 'Остаток на конец', null],
    [null, null, 'Количество', 'Цена'],
    ['Хлеб', '1', 5, 4000],
  ]);
  expect(header.firstRow).toBe(4);
  expect(header.labels).toEqual([
    'Номенклатура',
    'Код',
    'Остаток на конец / Количество',
    'Остаток на конец / Цена',
  ]);
});

test('a sheet of numbers holds no goods', () => {
  expect(
    guessColumns({
      name: '',
      rows: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toBeNull();
  expect(guessColumns({ name: '', rows: [] })).toBeNull();
});
