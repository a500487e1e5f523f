import { parsePrice } from '../parse/parse-price.ts';
import type { Cell } from '../read/sheet.ts';

/** What the values of a column look like, each as a share of its filled cells (0..1). */
export type ValueShape = {
  filled: number;
  numeric: number;
  /** Figures that a price can be. */
  price: number;
  /** Each one more than the one before: row numbers. */
  counting: number;
  barcode: number;
  letters: number;
  distinct: number;
  averageLength: number;
};

const NUMBER = /^[~$€]?\s*-?\d[\d\s\u00a0.,']*\s*\p{L}*'?\p{L}*\.?$/u;
const BARCODE = /^\s*\d[\d\s\u00a0]{7,18}(\s*[,;/]\s*\d{8,14})*\s*$|^\d[.,]\d+E\+?\d+$/i;

export function shapeOf(cells: readonly Cell[]): ValueShape {
  const filled = cells.filter((cell): cell is string | number => cell !== null);
  const texts = filled.map((cell) => String(cell).trim());
  const share = (test: (text: string, cell: string | number) => boolean) =>
    filled.length === 0
      ? 0
      : texts.filter((text, index) => test(text, filled[index] ?? '')).length / filled.length;
  let last = Number.NaN;
  const before = (next: number) => {
    const known = last;
    last = next;
    return known;
  };
  return {
    filled: filled.length / Math.max(1, cells.length),
    numeric: share((text, cell) => typeof cell === 'number' || NUMBER.test(text)),
    price: share((text, cell) => parsePrice(cell).is === 'amount' && !BARCODE.test(text)),
    counting: share((_text, cell) => Number(cell) - 1 === before(Number(cell))),
    barcode: share((text) => BARCODE.test(text)),
    letters: share((text) => (text.match(/\p{L}/gu)?.length ?? 0) >= 3),
    distinct: new Set(texts).size / Math.max(1, texts.length),
    averageLength: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length),
  };
}
