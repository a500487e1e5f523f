import { describe, expect, test } from 'vitest';
import type { Cell } from '../read/sheet.ts';
import { parseBarcodes } from './parse-barcodes.ts';
import { parsePrice } from './parse-price.ts';
import { parseStock } from './parse-stock.ts';
import { parseMxik, parseTax } from './parse-tax.ts';
import { unitCodeOf } from './parse-unit.ts';

describe('a price', () => {
  test.each<[Cell, number]>([
    [12500, 12_500_00],
    ['12 500', 12_500_00],
    ['12\u00a0500', 12_500_00],
    ['12\u202f500,00', 12_500_00],
    ['12,500', 12_500_00],
    ["12.500 so'm", 12_500_00],
    ['12500сум', 12_500_00],
    ['12 500 soʻm', 12_500_00],
    ['1,250,000.50', 1_250_000_50],
    ['1.250.000', 1_250_000_00],
    ["12'500", 12_500_00],
    ['15200,50', 15_200_50],
    [15200.5, 15_200_50],
    [8000.000000001, 8_000_00],
    ['350,50', 350_50],
    ['UZS 500'.slice(4), 500_00],
    [0, 0],
    ['0,00', 0],
  ])('%j is %d tiyin', (cell, tiyin) => {
    expect(parsePrice(cell)).toEqual({ is: 'amount', tiyin });
  });

  test.each<[Cell, number]>([
    ['12,5', 12_500_00],
    ['12.5', 12_500_00],
    [12.5, 12_500_00],
    ['7', 7_000_00],
    ['12,50', 12_500_00],
    ['125,5', 125_500_00],
    ['12 ming', 12_000_00],
    ['12 тыс.', 12_000_00],
    ['150k', 150_000_00],
  ])('%j is never guessed; it may mean %d tiyin', (cell, suggestion) => {
    expect(parsePrice(cell)).toEqual({ is: 'ambiguous', suggestion });
  });

  test.each<[Cell, string, number]>([
    ['$2.40', 'USD', 240],
    ['2,4 $', 'USD', 240],
    ['2.40 USD', 'USD', 240],
    ['3 у.е.', 'USD', 300],
    ['€1,99', 'EUR', 199],
    ['100 руб', 'RUB', 10_000],
  ])('%j is money of another country', (cell, currency, minor) => {
    expect(parsePrice(cell)).toEqual({ is: 'foreign', currency, minor });
  });

  test.each<[Cell, string]>([
    [null, 'none'],
    ['-', 'none'],
    ['  ', 'none'],
    ['variable', 'open'],
    ['kelishiladi', 'unreadable'],
    ['#Н/Д', 'unreadable'],
    ['12.50.3', 'unreadable'],
    ['-500', 'unreadable'],
    [-500, 'unreadable'],
    ['1e400', 'unreadable'],
    ['999999999999999', 'unreadable'],
  ])('%j is %s', (cell, is) => {
    expect(parsePrice(cell)).toEqual({ is });
  });
});

describe('stock', () => {
  test.each<[Cell, number, string | null]>([
    [10, 10_000, null],
    [27.8, 27_800, null],
    ['10 ta', 10_000, 'dona'],
    ['12 dona', 12_000, 'dona'],
    ['3,5 kg', 3_500, 'kg'],
    ['500 г', 500, 'kg'],
    ['1,250', 1_250, null],
    ['1 234,567', 1_234_567, null],
    ["yo'q", 0, null],
    ['нет', 0, null],
    ['-3', -3_000, null],
  ])('%j is %d thousandths', (cell, quantity, unit) => {
    expect(parseStock(cell, null)).toEqual({ is: 'amount', quantity, unit, approximate: false });
  });

  test.each(['~20', '≈20', '20 atrofida', 'около 20', '20+'])('%j is about twenty', (cell) => {
    expect(parseStock(cell, null)).toMatchObject({ quantity: 20_000, approximate: true });
  });

  test('a pack of unknown size leaves it empty, unless the row is counted in such packs', () => {
    expect(parseStock('3 blok', 'dona')).toEqual({ is: 'unreadable' });
    expect(parseStock('3 blok', 'blok')).toMatchObject({ quantity: 3_000 });
    expect(parseStock('ko‘p', null)).toEqual({ is: 'unreadable' });
    expect(parseStock('-', null)).toEqual({ is: 'none' });
    expect(parseStock(1e12, null)).toEqual({ is: 'unreadable' });
  });
});

describe('a barcode', () => {
  const codesOf = (cell: Cell) => {
    const { codes, problems } = parseBarcodes(cell, 'barcode');
    return [codes, problems.map((problem) => problem.code)];
  };
  test.each<[Cell, string[], string[]]>([
    ['4783213700788', ['4783213700788'], []],
    [4783213700788, ['4783213700788'], []],
    ['4 783213 700788', ['4783213700788'], []],
    ['4783213700788\u00a0', ['4783213700788'], []],
    ['4785589400880, 4785589425883', ['4785589400880', '4785589425883'], []],
    ['4785589400880\n4785589400880', ['4785589400880'], []],
    [49221000871, ['0049221000871'], ['barcode-lost-zeros']],
    ['750146000456', ['0750146000456'], ['barcode-lost-zeros']],
    ['14785589400887', ['14785589400887'], []],
    ['96385074', ['96385074'], []],
    ['4783213700789', [], ['barcode-check-digit']],
    ['4,78E+12', [], ['barcode-digits-lost']],
    ['4.78321E+12', [], ['barcode-digits-lost']],
    [4.5, [], ['barcode-digits-lost']],
    ['10025', ['10025'], []],
    ['AB-1002', ['AB-1002'], []],
    ['йўқ', [], ['barcode-unreadable']],
    ['-', [], []],
    [null, [], []],
  ])('%j', (cell, codes, problems) => {
    expect(codesOf(cell)).toEqual([codes, problems]);
  });
});

test.each<[Cell, string | null, string | null]>([
  ['02007001003017001', '02007001003017001', null],
  [2007001003017001, '02007001003017001', 'mxik-lost-leading-zero'],
  ['00401004003', null, 'mxik-not-17-digits'],
  ['2.007E+15', null, 'mxik-not-17-digits'],
  ['', null, null],
  [null, null, null],
])('an MXIK of %j', (cell, mxik, code) => {
  const parsed = parseMxik(cell);
  expect([parsed.mxik, parsed.problem?.code ?? null]).toEqual([mxik, code]);
});

test.each<[Cell, string, number | null, string | null]>([
  ['12', '', 1200, null],
  ['12%', '', 1200, null],
  [0.12, '', 1200, null],
  [12, '', 1200, null],
  ['0', '', 0, null],
  ['6,5', '', 650, null],
  ['Без НДС', '', 0, 'vat-text'],
  ['QQSsiz', '', 0, 'vat-text'],
  ['Y', 'Tax - "QQS" (12%)', 1200, null],
  ['Y', 'QQS', null, null],
  ['N', 'Tax - "QQS" (12%)', 0, null],
  ['maybe', '', null, 'vat-unreadable'],
  [null, '', null, null],
])('a tax of %j under %j', (cell, header, rateBp, code) => {
  const parsed = parseTax(cell, header);
  expect([parsed.rateBp, parsed.problem?.code ?? null]).toEqual([rateBp, code]);
});

test.each([
  ['шт', 'dona'],
  ['Шт.', 'dona'],
  ['ta', 'dona'],
  ['КГ', 'kg'],
  ['упак', 'paket'],
  ["to'plam", 'toplam'],
  ['banka', null],
])('the unit %j is %j', (text, code) => {
  expect(unitCodeOf(text)).toBe(code);
});
