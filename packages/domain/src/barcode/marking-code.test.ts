import { expect, test } from 'vitest';
import { parseMarkingCode } from './marking-code.ts';

const GS = '\u001d';
const SERIAL = 'aBc+1/2';
const HEAD = `010460796510004021${SERIAL}`;
const wanted = { gtin: '4607965100040', serial: SERIAL, identification: HEAD };

test.each([
  ['with separators', `${HEAD}${GS}93dGVz`],
  ['with more fields', `${HEAD}${GS}91EE06${GS}92abcd`],
  ['with a leading separator', `${GS}${HEAD}${GS}93dGVz`],
  ['with the scanner’s mark', `]d2${HEAD}${GS}93dGVz`],
  ['without separators', `${HEAD}93dGVz`],
  ['without a tail', HEAD],
  ['with a line end', `${HEAD}${GS}93dGVz\r\n`],
])('a code %s is read', (_case, text) => {
  expect(parseMarkingCode(text)).toEqual(wanted);
});

test('serials that hold 93 themselves are not cut', () => {
  expect(parseMarkingCode(`0104607965100040219393abc${GS}93dGVz`)?.serial).toBe('9393abc');
});

test('a serial of another length ends at its separator', () => {
  const read = parseMarkingCode(`010460796510004021abcdefghijkl${GS}93dGVz`);
  expect(read?.serial).toBe('abcdefghijkl');
});

test.each([
  ['an EAN', '4607965100040'],
  ['a wrong check digit', `010460796510004121${SERIAL}`],
  ['no serial', '0104607965100040'],
  ['a serial too short', '010460796510004021abc'],
  ['letters in the GTIN', `010460796510A04021${SERIAL}`],
  ['Cyrillic in the serial', '010460796510004021абвгдеж'],
  ['nothing', ''],
])('%s is no marking code', (_case, text) => {
  expect(parseMarkingCode(text)).toBeNull();
});
