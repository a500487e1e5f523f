import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CODE_ALPHABET,
  drawCode,
  drawTerminalCode,
  parseReceiptNumber,
  receiptNumber,
} from './receipt-number.ts';

test.each([
  ['CH', '7K', 1184, false, 'CH-7K-001184'],
  ['CH', '7K', 1, false, 'CH-7K-000001'],
  ['CH', '7K', 999_999, false, 'CH-7K-999999'],
  ['CH', '7K', 1_000_000, false, 'CH-7K-1000000'],
  ['SAM2', 'X4QZ', 5, false, 'SAM2-X4QZ-000005'],
  ['CH', '7K', 3, true, 'MASHQ-CH-7K-000003'],
] as const)('[ID4] %s %s %d (practice: %s) is %s', (store, terminal, counter, practice, wanted) => {
  expect(receiptNumber(store, terminal, counter, practice)).toBe(wanted);
});

test.each([0, -1, 1.5, Number.NaN])('there is no receipt %d', (counter) => {
  expect(() => receiptNumber('CH', '7K', counter)).toThrow(RangeError);
});

test.each([
  ['CH-7K-001184', { storeCode: 'CH', terminalCode: '7K', counter: 1184, practice: false }],
  [' ch-7k-001184 ', { storeCode: 'CH', terminalCode: '7K', counter: 1184, practice: false }],
  ['A-B-7K-000001', { storeCode: 'A-B', terminalCode: '7K', counter: 1, practice: false }],
  ['MASHQ-CH-7K-000003', { storeCode: 'CH', terminalCode: '7K', counter: 3, practice: true }],
])('%j is read back', (text, wanted) => {
  expect(parseReceiptNumber(text)).toEqual(wanted);
});

test.each(['', '1184', 'CH-001184', 'CH-7K-1184', 'CH-7K-00118a', 'CH-7KABC-001184', '--000001'])(
  '%j is no receipt number',
  (text) => {
    expect(parseReceiptNumber(text)).toBeNull();
  },
);

test('the alphabet has 32 different signs and none that people confuse', () => {
  expect(new Set(CODE_ALPHABET).size).toBe(32);
  expect(CODE_ALPHABET).not.toMatch(/[01IO]/);
});

test('a code has a sign for each byte', () => {
  expect(drawCode(Uint8Array.of(0, 1, 31, 32, 255))).toBe('23Z2Z');
  expect(drawCode(new Uint8Array(8))).toBe('22222222');
});

test('each sign is as likely as any other', () => {
  const all = drawCode(Uint8Array.from({ length: 256 }, (_byte, at) => at));
  for (const sign of CODE_ALPHABET) expect(all.split(sign).length - 1).toBe(8);
});

test.each([0, 1, 5])('a terminal code of %d signs is refused', (length) => {
  expect(() => drawTerminalCode(new Uint8Array(length))).toThrow(RangeError);
});

const code = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map(drawCode);
const numbered = fc.record({
  store: code(1, 6),
  terminal: fc.uint8Array({ minLength: 2, maxLength: 4 }).map(drawTerminalCode),
  counter: fc.integer({ min: 1, max: 9_999_999 }),
  practice: fc.boolean(),
});

test('[ID4] every receipt number is read back into its parts', () => {
  fc.assert(
    fc.property(numbered, ({ store, terminal, counter, practice }) => {
      expect(parseReceiptNumber(receiptNumber(store, terminal, counter, practice))).toEqual({
        storeCode: store,
        terminalCode: terminal,
        counter,
        practice,
      });
    }),
  );
});

test('[ID4] two different receipts never carry the same number', () => {
  fc.assert(
    fc.property(numbered, numbered, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      const first = receiptNumber(a.store, a.terminal, a.counter, a.practice);
      expect(first === receiptNumber(b.store, b.terminal, b.counter, b.practice)).toBe(same);
    }),
  );
});
