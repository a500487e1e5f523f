import type { Cell, Sheet } from '../read/sheet.ts';
import { findHeader } from './find-header.ts';
import { optionOfHeader, roleOfHeader, storeOfHeader } from './header-words.ts';
import { type ColumnRole, type MappedColumn, REPEATABLE_ROLES, type SheetMapping } from './role.ts';
import { shapeOf, type ValueShape } from './value-shape.ts';

const SAMPLE_ROWS = 300;
const EXAMPLES = 3;
const EXAMPLE_CHARACTERS = 40;

/**
 * Guesses what each column of a sheet means: by its header's words, checked against the shape of
 * the values below, and by shape alone where no header speaks. Null when the sheet holds no goods.
 */
export function guessColumns(sheet: Sheet): SheetMapping | null {
  const header = findHeader(sheet.rows);
  const width = Math.max(0, ...sheet.rows.slice(0, SAMPLE_ROWS).map((row) => row.length));
  const sample = sheet.rows.slice(header.firstRow, header.firstRow + SAMPLE_ROWS);
  const columns: MappedColumn[] = [];
  const shapes: ValueShape[] = [];
  // Columns whose header says nothing, or nothing that is true.
  const free = new Set<number>();
  for (let index = 0; index < width; index++) {
    const shape = shapeOf(sample.map((row) => row[index] ?? null));
    const text = header.labels[index] ?? '';
    const role = text === '' ? null : roleOfHeader(header.roleLabels[index] ?? text);
    const isBelieved = role !== null && fits(role, shape);
    if (!isBelieved) free.add(index);
    shapes.push(shape);
    columns.push({
      index,
      header: text,
      role: isBelieved ? role : 'ignore',
      store: storeOfHeader(text),
      option: optionOfHeader(text),
      examples: examplesOf(sample, index),
    });
  }
  keepBestOfEach(columns, shapes);
  guessMissing(columns, shapes, free);
  const named = columns.some((column) => column.role.startsWith('name'));
  return named ? { sheet: sheet.name, firstRow: header.firstRow, columns } : null;
}

/** The first few different values of a column, short enough to be shown. */
function examplesOf(rows: readonly (readonly Cell[])[], index: number): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const cell = row[index];
    if (cell === null || cell === undefined) continue;
    found.add(String(cell).trim().slice(0, EXAMPLE_CHARACTERS));
    if (found.size === EXAMPLES) break;
  }
  return [...found];
}

/** A header may lie: a name column without letters or a barcode column of words is none. */
function fits(role: ColumnRole, shape: ValueShape): boolean {
  if (shape.filled === 0) return true;
  if (role.startsWith('name')) return shape.letters >= 0.5;
  if (role === 'barcode' || role === 'packBarcode') return shape.letters < 0.5;
  if (role === 'cost' || role === 'stock') return shape.numeric >= 0.3 || shape.letters < 0.7;
  return true;
}

/** The columns of one role compete; how good a header says that it is the one that is meant. */
const MEANT: Partial<Record<ColumnRole, RegExp>> = {
  price: /розн|sotish|sotuv|retail|продаж|default/i,
  name: /наимен|nomi|name|назван/i,
  category: /categor|kategor|катего/i,
};

function keepBestOfEach(columns: MappedColumn[], shapes: ValueShape[]): void {
  const roles = new Set(columns.map((column) => column.role));
  for (const role of roles) {
    if (REPEATABLE_ROLES.has(role)) continue;
    const rivals = columns.filter((column) => column.role === role && column.store === null);
    const score = (column: MappedColumn) =>
      (MEANT[role]?.test(column.header) ? 2 : 0) + (shapes[column.index]?.filled ? 1 : 0);
    const best = rivals.reduce<MappedColumn | null>(
      (found, column) => (!found || score(column) > score(found) ? column : found),
      null,
    );
    for (const rival of rivals) if (rival !== best) rival.role = 'ignore';
  }
  // An article stands in for the code where the file has no other.
  const article = columns.find((column) => column.role === 'article');
  if (article && !roles.has('code')) article.role = 'code';
}

/** Name, barcode and price are found by their values where no header gave them away. */
function guessMissing(
  columns: MappedColumn[],
  shapes: ValueShape[],
  free: ReadonlySet<number>,
): void {
  const has = (pattern: RegExp) => columns.some((column) => pattern.test(column.role));
  const take = (role: ColumnRole, score: (shape: ValueShape) => number, least: number) => {
    const open = columns.filter(({ role: now, index }) => now === 'ignore' && free.has(index));
    const scored = open.map((column) => ({ column, score: score(shapeAt(column)) }));
    const best = scored.sort((a, b) => b.score - a.score)[0];
    if (best && best.score >= least) best.column.role = role;
  };
  const shapeAt = (column: MappedColumn) => shapes[column.index] ?? shapeOf([] as Cell[]);
  if (!has(/^barcode$/)) take('barcode', (shape) => shape.barcode * shape.filled, 0.3);
  if (!has(/^name/)) {
    take('name', (s) => s.letters * s.distinct * Math.min(1, s.averageLength / 10), 0.4);
  }
  if (!has(/^price$/)) {
    take('price', (s) => s.price * s.filled * (1 - s.counting), 0.6);
  }
}
