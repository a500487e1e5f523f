import { expect, test } from 'vitest';
import { figureText, type Reading } from './figure-text.ts';

const read = (text: string): Reading => {
  if (text === '') return { ok: false, problem: 'empty' };
  return /^\d+$/.test(text)
    ? { ok: true, value: Number(text) }
    : { ok: false, problem: 'no-number' };
};
const ways = { read, write: (figure: number) => `${figure}.00` };

test('text that cannot be read is no empty field, though both report no figure', () => {
  expect(figureText(null, { text: '5o0', figure: null }, ways)).toMatchObject({
    text: '5o0',
    problem: 'no-number',
  });
  expect(figureText(null, { text: ' ', figure: null }, ways).problem).toBeNull();
  expect(figureText(null, null, ways)).toMatchObject({ text: '', problem: null });
});

test('what was typed stays while it means the figure; a figure from outside replaces it', () => {
  expect(figureText(5, { text: '05', figure: 5 }, ways).text).toBe('05');
  expect(figureText(7, { text: '05', figure: 5 }, ways).text).toBe('7.00');
  expect(figureText(7, { text: '5o', figure: null }, ways)).toMatchObject({ text: '7.00' });
});
