import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DIGITAL_RECEIPT_BYTES_MAX,
  type DigitalReceipt,
  digitalReceiptText,
  digitalReceiptUrl,
  parseDigitalReceipt,
} from './digital-receipt.ts';

const PAGE = 'https://osonsavdo.uz/r';
const aReceipt = (over: Partial<DigitalReceipt> = {}): DigitalReceipt => ({
  storeId: '01890a5d-ac96-774b-bcce-b302099a8057',
  incarnation: '01890a5d-ac96-774b-bcce-b302099a8058',
  opId: '00000000-0000-0000-0000-000000000000',
  number: 'CH-7K-001184',
  date: '2026-11-21',
  total: 12_360_000,
  signature: 'A'.repeat(86),
  ...over,
});

test('[CASE11] the address carries its facts in the fragment and no line', () => {
  const url = digitalReceiptUrl(PAGE, aReceipt());
  expect(url.startsWith(`${PAGE}#1.`)).toBe(true);
  expect(url).toContain('.CH-7K-001184.20261121.12360000.');
  expect(parseDigitalReceipt(url)).toEqual(aReceipt());
});

test('[CASE11] the longest real receipt fits 250 bytes', () => {
  const longest = aReceipt({ number: 'SAMARQ-X4QZ-9999999', total: 10_000_000_000_000 });
  const url = digitalReceiptUrl('https://receipts.osonsavdo.uz/r', longest);
  expect(url.length).toBeLessThanOrEqual(DIGITAL_RECEIPT_BYTES_MAX);
  expect(() => digitalReceiptUrl(`https://${'a'.repeat(60)}.uz/r`, longest)).toThrow(
    /does not fit/,
  );
});

test('what is signed is everything but the signature, under a word of its own', () => {
  const text = digitalReceiptText(aReceipt());
  expect(text.startsWith('OSR1.')).toBe(true);
  expect(digitalReceiptUrl(PAGE, aReceipt())).toBe(
    `${PAGE}#1.${text.slice('OSR1.'.length)}.${'A'.repeat(86)}`,
  );
});

test.each([
  ['storeId', '01890a5d-ac96-774b-bcce-b302099a8058'],
  ['incarnation', '01890a5d-ac96-774b-bcce-b302099a8059'],
  ['opId', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ['number', 'CH-7K-001185'],
  ['date', '2026-11-22'],
  ['total', 12_360_001],
] as const)('another %s is another signed text', (field, value) => {
  expect(digitalReceiptText(aReceipt({ [field]: value }))).not.toBe(digitalReceiptText(aReceipt()));
});

test('an id that is none is a bug, not a code', () => {
  expect(() => digitalReceiptText(aReceipt({ opId: 'abc' }))).toThrow(RangeError);
  expect(() => digitalReceiptText(aReceipt({ opId: 'ABC'.repeat(12) }))).toThrow(RangeError);
});

const good = digitalReceiptUrl(PAGE, aReceipt());
test.each([
  ['nothing', ''],
  ['another page', 'https://example.com/'],
  ['no fragment', good.replace('#', '?')],
  ['another version', good.replace('#1.', '#2.')],
  ['cut off', good.slice(0, -1)],
  ['something after', `${good}A`],
  ['a short date', good.replace('.20261121.', '.2026112.')],
  ['a total that is no number', good.replace('.12360000.', '.12e5.')],
  ['a fiscal receipt', 'https://ofd.soliq.uz/check?t=UZ22&r=1&c=20261121&s=48'],
])('%s is no digital receipt', (_case, url) => {
  expect(parseDigitalReceipt(url)).toBeNull();
});

test('every receipt is read back from its address', () => {
  const receipt = fc.record({
    storeId: fc.uuid(),
    incarnation: fc.uuid(),
    opId: fc.uuid({ version: 7 }),
    number: fc.constantFrom('CH-7K-001184', 'A-22-000001'),
    date: fc.constantFrom('2026-11-21', '2030-01-01'),
    total: fc.nat(1_000_000_000),
    signature: fc.constant('-_aZ0'.repeat(17) + 'b'),
  });
  fc.assert(
    fc.property(receipt, (one) => {
      expect(parseDigitalReceipt(digitalReceiptUrl(PAGE, one))).toEqual(one);
    }),
  );
});
