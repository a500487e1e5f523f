/**
 * What spreadsheets take for a formula: these signs at the start, also behind quotes and blanks, and
 * their full-width forms.
 */
const FORMULA = /^[\s"'‘’“”]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^[-−]?\d+([.,]\d+)?$/;
const GUARD = "'";

/** A text cell that no spreadsheet runs (S32): what could be a formula gets an apostrophe in front. */
export function guardCell(text: string): string {
  if (PLAIN_NUMBER.test(text)) return text;
  return FORMULA.test(text) ? GUARD + text : text;
}

/** Gives a guarded cell its text back, so that a file of ours reads in again as it was. */
export function unguardCell(text: string): string {
  return text.startsWith(GUARD) && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
