import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceSale } from './price-sale.ts';
import { limitBroken, SALE_LIMITS, utf8Length } from './sale-limits.ts';
import type { DraftLine, SaleDraft, Tender } from './sale-types.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

const aLine = (over: Partial<DraftLine> = {}): DraftLine => ({
  lineId: 'a',
  skuId: ID,
  name: 'Non',
  code: '4780001000019',
  unit: 'dona',
  quantity: 1000,
  listPrice: 470_000,
  price: 470_000,
  priceSource: 'list',
  taxRateBp: 1200,
  discounts: [],
  ...over,
});
const cash: Tender = { tenderTypeId: ID, kind: 'cash', amount: 1, currency: 'UZS' };
const encodedBytes = (text: string) => encodeURIComponent(text).replace(/%../g, '%').length;
const broken = (lines: DraftLine[], tenders: Tender[] = []) => {
  const draft: SaleDraft = { lines, discount: null, taxIncluded: true };
  return limitBroken(draft, priceSale(draft), tenders);
};
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test('an everyday sale breaks no limit', () => {
  expect(broken([aLine()], [cash])).toBeNull();
  expect(broken([])).toBeNull();
});

test.each([
  ['too-many-lines', many(301, aLine({ code: null, name: 'a' })), []],
  ['too-many-tenders', [aLine()], many(9, cash)],
  ['text-too-long', [aLine({ name: 'a'.repeat(201) })], []],
  ['text-too-long', [aLine({ note: 'a'.repeat(201) })], []],
  ['text-too-long', [aLine({ code: '1'.repeat(65) })], []],
  ['too-many-discounts', [aLine({ discounts: many(5, { kind: 'percent', value: 1 }) })], []],
  ['quantity-too-large', [aLine({ quantity: 1_000_000_001, price: 1 })], []],
  ['money-too-large', [aLine({ price: 10_000_000_000_001 })], []],
] as [string, DraftLine[], Tender[]][])(
  '%s is said before money is taken',
  (problem, lines, by) => {
    expect(broken(lines, by)).toBe(problem);
  },
);

test.each([
  ['lines', many(300, aLine())],
  ['text', [aLine({ name: 'a'.repeat(200), note: 'b'.repeat(200), code: '1'.repeat(64) })]],
  ['discounts', [aLine({ discounts: many(4, { kind: 'percent', value: 100 }) })]],
  ['quantity', [aLine({ quantity: 1_000_000_000, price: 1 })]],
  ['money', [aLine({ price: 10_000_000_000_000 })]],
] as [string, DraftLine[]][])('exactly at the limit of %s a sale still goes', (_what, lines) => {
  expect(broken(lines, many(8, cash))).toBeNull();
});

test('[OP10] long Cyrillic names in many lines are refused before they pass 128 KiB', () => {
  const line = aLine({ name: 'ў'.repeat(200), note: 'қ'.repeat(200) });
  expect(broken(many(100, line))).toBeNull();
  expect(broken(many(150, line))).toBe('too-large');
});

test('[OP10] whatever the limits let through leaves room for the envelope', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'ў', '"', '\\', '\n', '\u0001', '😀'),
    maxLength: 200,
  });
  const some = fc.record({ name: text, note: text, count: fc.integer({ min: 1, max: 300 }) });
  fc.assert(
    fc.property(some, ({ name, note, count }) => {
      const lines = many(count, aLine({ name, note }));
      fc.pre(broken(lines) === null);
      const priced = priceSale({ lines, discount: null, taxIncluded: true });
      const bytes = encodedBytes(JSON.stringify(priced.lines));
      expect(bytes).toBeLessThan(128 * 1024 - 8000);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['', 0],
  ['abc', 3],
  ['ўқ', 4],
  ['oʻ', 3],
  ['№', 3],
  ['😀', 4],
  ['\u00a0', 2],
])('%j takes %d bytes', (text, bytes) => {
  expect(utf8Length(text)).toBe(bytes);
});

test('bytes are counted as an encoder counts them', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ж', 'ʻ', '€', '😀', '\u0000') });
  fc.assert(
    fc.property(text, (some) => {
      expect(utf8Length(some)).toBe(encodedBytes(some));
    }),
  );
});

test('the limits are the ones that screens print', () => {
  expect(SALE_LIMITS).toMatchObject({ lines: 300, text: 200, tenders: 8, discountsPerLine: 4 });
});
