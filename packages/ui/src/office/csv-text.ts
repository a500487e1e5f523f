export type CsvColumn<Row> = { head: string; value: (row: Row) => string | number | null };

/** A list has more rows than a file may have; said to the person instead of leaving some out. */
export class TooManyRows extends Error {
  override name = 'TooManyRows';
}

/** A cell that a spreadsheet would run as a formula; numbers may begin with a sign. */
const FORMULA = /^(?:[=@\t\r]|[+-](?![\d.,\s\u00a0]*$))/;

/**
 * A list as text that Excel opens by a double press in our countries: byte order mark, semicolons,
 * CRLF. A text that would run as a formula gets an apostrophe in front.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => cellText(column.head)),
    ...rows.map((row) => columns.map((column) => cellText(column.value(row)))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
