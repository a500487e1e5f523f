/** Whole tiyin, the 1/100 of a so'm (or of the document's currency). Never a float. */
export type Tiyin = number;
/** Whole thousandths: 1 piece = 1000, 0.735 kg = 735. */
export type Thousandths = number;
/** Hundredths of a percent: 12 % = 1200. */
export type BasisPoints = number;

/** One piece, one kilogram. */
export const ONE: Thousandths = 1000;
