import { mulDiv } from '../money/mul-div.ts';
import type { Thousandths, Tiyin } from '../units.ts';

/** What a return needs of a line as sold. */
export type SoldLine = {
  skuId: string;
  name: string;
  unit: string;
  quantity: Thousandths;
  gross: Tiyin;
  tax: Tiyin;
};

/** A part of a sale's line that has gone back already; `saleLine` counts from 0. */
export type ReturnedPart = {
  saleLine: number;
  quantity: Thousandths;
  gross: Tiyin;
  tax: Tiyin;
};

/** What may still go back of one line. */
export type ReturnableLine = {
  saleLine: number;
  quantity: Thousandths;
  gross: Tiyin;
  tax: Tiyin;
};

/** What may still go back of each line of a sale; never below zero, whatever was returned. */
export function returnable(
  saleLines: readonly SoldLine[],
  returned: readonly ReturnedPart[],
): ReturnableLine[] {
  return saleLines.map((line, saleLine) => {
    const left = { saleLine, quantity: line.quantity, gross: line.gross, tax: line.tax };
    for (const part of returned) {
      if (part.saleLine !== saleLine) continue;
      left.quantity = Math.max(0, left.quantity - part.quantity);
      left.gross = Math.max(0, left.gross - part.gross);
      left.tax = Math.max(0, left.tax - part.tax);
    }
    return left;
  });
}

/**
 * What a quantity is worth of what is left of a line. Each part takes its share of the rest, so
 * that the last one takes all: parts together give exactly what was paid.
 */
export function partOfLine(
  left: ReturnableLine,
  quantity: Thousandths,
): { gross: Tiyin; tax: Tiyin } {
  if (quantity > left.quantity) throw new RangeError('more than is left of the line');
  if (left.quantity === 0) return { gross: 0, tax: 0 };
  return {
    gross: mulDiv(left.gross, quantity, left.quantity),
    tax: mulDiv(left.tax, quantity, left.quantity),
  };
}
