import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { IMPORT_LIMITS } from '../limits.ts';
import { guessDelimiter } from './read-csv.ts';
import { readImportFile } from './read-file.ts';

// Bombs are large on purpose, and other tests run beside these.
vi.setConfig({ testTimeout: 60_000 });

type Part = { name: string; content: Buffer | string; claimed?: number };

/** A zip made by hand, so that it can lie about itself. */
function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name);
    const claimed = part.claimed ?? content.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed >>> 0, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    files.push(local, name, packed);
    directory.push(entry, name);
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
}

const RELS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
const BOOK = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`;
const sheetOf = (rows: string, before = '') =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const bookOf = (sheet: string, more: Part[] = []) =>
  zipOf([
    { name: 'xl/_rels/workbook.xml.rels', content: RELS },
    { name: 'xl/workbook.xml', content: BOOK },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...more,
  ]);
const refusal = (bytes: Uint8Array) => readImportFile(bytes).catch((error: unknown) => error);

test('[S30] a workbook made by hand is read, so that the refusals below are not for its form', async () => {
  const file = await readImportFile(bookOf(sheetOf(`<row r="1">${cell('A1', 'Non')}</row>`)));
  expect(file.sheets).toEqual([{ name: 'A', rows: [['Non']] }]);
});

test('[S30] a zip bomb is stopped while it unpacks, whatever size it claims', async () => {
  const bomb = Buffer.alloc(60 * 1024 * 1024, 0x20);
  const part = { name: 'xl/media/a.xml', content: bomb };
  const honest = bookOf(sheetOf(''), [part]);
  const lying = bookOf(sheetOf(''), [{ ...part, claimed: 100 }]);
  const huge = bookOf(sheetOf(''), [{ ...part, claimed: 2 ** 31 }]);
  for (const bytes of [honest, lying, huge]) {
    expect(bytes.length).toBeLessThan(IMPORT_LIMITS.fileBytesMax);
    expect(await refusal(bytes)).toMatchObject({ code: 'FILE_TOO_LARGE' });
  }
});

test('[S30] a file that unpacks to fifty times itself is refused below the size limit too', async () => {
  const filler = { name: 'xl/styles.xml', content: Buffer.alloc(8 * 1024 * 1024, 0x20) };
  expect(await refusal(bookOf(sheetOf(''), [filler]))).toMatchObject({
    code: 'FILE_TOO_LARGE',
    details: { limit: 'ratio' },
  });
});

test('[S30] more than 64 entries are refused', async () => {
  const many = Array.from({ length: 70 }, (_, index) => ({
    name: `xl/${index}.xml`,
    content: 'x',
  }));
  expect(await refusal(bookOf(sheetOf(''), many))).toMatchObject({
    details: { limit: 'entries' },
  });
});

test('[S30] XML that declares entities is refused before a parser sees it', async () => {
  const bomb = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>`;
  const sheet = sheetOf(`<row r="1">${cell('A1', '&lol2;')}</row>`, bomb);
  expect(await refusal(bookOf(sheet))).toMatchObject({ code: 'FILE_UNREADABLE' });
});

test('[S30] one cell far away does not fill the grid up to it', async () => {
  const low = sheetOf(`<row r="1048576">${cell('A1048576', 'Non')}</row>`);
  const wide = sheetOf(`<row r="1">${cell('XFD1', 'Non')}</row>`);
  expect(await refusal(bookOf(low))).toMatchObject({ details: { limit: 'rows' } });
  expect(await refusal(bookOf(wide))).toMatchObject({ details: { limit: 'columns' } });
});

test('[S30] a million empty rows are refused', async () => {
  const rows = '<row/>'.repeat(150_000);
  const padded = rows.replace(/<row\/>/g, () => `<row s="${Math.random().toString(36)}"/>`);
  expect(await refusal(bookOf(sheetOf(padded)))).toMatchObject({ details: { limit: 'rows' } });
});

test.each([
  ['nothing at all', Buffer.alloc(0), 'FILE_EMPTY'],
  ['blank lines', Buffer.from('\r\n \r\n;;;\r\n'.replace(' ', '')), 'FILE_EMPTY'],
  ['a cut zip', Buffer.from('PK\u0003\u0004 and nothing more'), 'FILE_UNREADABLE'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'FILE_UNREADABLE'],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'FILE_UNREADABLE'],
])('%s is refused with a code', async (_what, bytes, code) => {
  expect(await refusal(bytes)).toMatchObject({ code });
});

test('[S30] more rows and columns than the limits are refused in text too', async () => {
  const long = Buffer.from('a;b\n'.repeat(IMPORT_LIMITS.rowsMax + 2));
  expect(await refusal(long)).toMatchObject({ code: 'FILE_TOO_LARGE' });
  const wide = Buffer.from(`${'a;'.repeat(IMPORT_LIMITS.columnsMax + 1)}\n`);
  expect(await refusal(wide)).toMatchObject({ code: 'FILE_TOO_LARGE' });
});

const rowsOf = async (text: string | Uint8Array) =>
  (await readImportFile(Buffer.from(text as string))).sheets[0]?.rows;

test('encodings are told apart: UTF-8 with and without a mark, windows-1251, UTF-16', async () => {
  const text = 'Ном;Нарх\nСут;9000\n';
  const wanted = [
    ['Ном', 'Нарх'],
    ['Сут', '9000'],
  ];
  expect(await rowsOf(text)).toEqual(wanted);
  expect(await rowsOf(`\ufeff${text}`)).toEqual(wanted);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  expect(await rowsOf(utf16)).toEqual(wanted);
  const win1251 = Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
    }),
  );
  expect(await rowsOf(win1251)).toEqual(wanted);
});

test('quotes may stand escaped, bare, or opened and never closed', async () => {
  expect(await rowsOf('a;"b ""c""";d\ne;f "g" h;i\n')).toEqual([
    ['a', 'b "c"', 'd'],
    ['e', 'f "g" h', 'i'],
  ]);
  expect(await rowsOf('a;b\n"c;d\ne;f\n')).toEqual([
    ['a', 'b'],
    ['"c', 'd'],
    ['e', 'f'],
  ]);
  expect(await rowsOf('a;"b\nc"\nd;e\n')).toEqual([
    ['a', 'b\nc'],
    ['d', 'e'],
  ]);
});

test.each([
  ['a;b;c\n1,5;2;3\n', ';'],
  ['a,b,c\n"x;y",2,3\n', ','],
  ['a\tb\n1\t2\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['one column\nand another\n', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});
