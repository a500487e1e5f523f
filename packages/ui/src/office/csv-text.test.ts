import { expect, test } from 'vitest';
import { csvText } from './csv-text.ts';

const cell = (value: string | number | null) =>
  csvText([{ head: 'a', value: () => value }], [null]).split('\r\n')[1];

test('a list opens in Excel: byte order mark, semicolons, CRLF', () => {
  const text = csvText(
    [
      { head: 'Nomi', value: (row: { name: string; sum: number }) => row.name },
      { head: 'Summa', value: (row) => row.sum },
    ],
    [{ name: 'Choy; koʻk', sum: 12.5 }],
  );
  expect(text).toBe('\ufeffNomi;Summa\r\n"Choy; koʻk";12,5\r\n');
});

test('quotes and line breaks are kept', () => {
  expect(cell('5" "pipe"')).toBe('"5"" ""pipe"""');
  expect(csvText([{ head: 'a', value: () => 'x\ny' }], [null])).toContain('"x\ny"');
});

test('a text that a spreadsheet would run is disarmed, a signed number is not', () => {
  expect(cell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`);
  expect(cell('@SUM(A1)')).toBe("'@SUM(A1)");
  expect(cell('+cmd')).toBe("'+cmd");
  expect(cell('-2')).toBe('-2');
  expect(cell('+998 90 123 45 67')).toBe('+998 90 123 45 67');
  expect(cell(null)).toBe('');
});
