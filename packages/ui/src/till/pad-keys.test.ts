import { expect, test } from 'vitest';
import { type PadKey, padKeyOf, typeOnPad } from './pad-keys.ts';

const typed = (keys: PadKey[], limits?: Parameters<typeof typeOnPad>[2]) =>
  keys.reduce((text, key) => typeOnPad(text, key, limits), '');

test.each<[PadKey[], string]>([
  [['2', '0', '000'], '20000'],
  [['0', '5'], '5'],
  [['000'], '0'],
  [['0', '0'], '0'],
  [['1', '2', 'back'], '1'],
  [['back'], ''],
  [['1', ','], '1'],
])('%j gives %s', (keys, text) => {
  expect(typed(keys)).toBe(text);
});

test('with decimals there is one mark and so many places', () => {
  expect(typed(['2', ',', '3', '4', '0', '5'], { decimals: 3 })).toBe('2,340');
  expect(typed([',', '5'], { decimals: 3 })).toBe('0,5');
  expect(typed(['0', ',', '0', '5'], { decimals: 3 })).toBe('0,05');
  expect(typed(['1', ',', ',', '5'], { decimals: 3 })).toBe('1,5');
});

test('a press that would be too long changes nothing', () => {
  expect(typed(['9', '9', '9', '000'], { maxLength: 5 })).toBe('999');
});

test('keys are known by their place', () => {
  expect(
    ['Digit7', 'Numpad7', 'Backspace', 'NumpadDecimal', 'KeyA', 'Enter'].map(padKeyOf),
  ).toEqual(['7', '7', 'back', ',', null, null]);
});
