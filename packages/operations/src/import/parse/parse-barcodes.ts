import { isEanCheckDigitRight } from '@oson/domain';
import type { Cell } from '../read/sheet.ts';
import type { Problem } from '../problem.ts';

export type ParsedBarcodes = { codes: string[]; problems: Problem[] };

const SCIENTIFIC = /^\d+([.,]\d+)?e\+?\d+$/i;
/** Codes of a shop's own: shorter than any GTIN, or with letters (Code 128). */
const OWN_CODE = /^(\d{4,7}|\d{9,10}|(?=.*[A-Za-z])[A-Za-z0-9-]{4,30})$/;

/**
 * Reads a barcode cell: one code or several, with blanks inside, as text or as a number. A code whose
 * digits are gone or wrong is left out and named; one that only lost its leading zeros is repaired.
 */
export function parseBarcodes(cell: Cell, role: 'barcode' | 'packBarcode'): ParsedBarcodes {
  const found: ParsedBarcodes = { codes: [], problems: [] };
  if (cell === null) return found;
  if (typeof cell === 'number') {
    if (!Number.isSafeInteger(cell) || cell <= 0) {
      const raw = String(cell);
      return { codes: [], problems: [{ code: 'barcode-digits-lost', role, raw }] };
    }
    readOne(String(cell), role, found);
    return found;
  }
  // A comma belongs to "4,78E+12" before it separates codes.
  const whole = cell.replace(/[\s\u00a0]+/g, '');
  if (SCIENTIFIC.test(whole)) {
    return { codes: [], problems: [{ code: 'barcode-digits-lost', role, raw: cell.trim() }] };
  }
  for (const part of cell.split(/[,;|/\n]+/)) {
    const code = part.replace(/[\s\u00a0]+/g, '');
    if (code !== '' && !/^[-–—]+$/.test(code)) readOne(code, role, found);
  }
  return found;
}

function readOne(code: string, role: 'barcode' | 'packBarcode', into: ParsedBarcodes): void {
  const digits = /^\d+$/.test(code);
  const padded = code.padStart(13, '0');
  if (digits && (code.length === 11 || code.length === 12) && isEanCheckDigitRight(padded)) {
    // A UPC-A of 12 digits is the same code as the EAN-13 with a zero in front.
    add(padded, into);
    into.problems.push({ code: 'barcode-lost-zeros', role, raw: code, suggestion: padded });
    return;
  }
  if (isEanCheckDigitRight(code)) add(code, into);
  else if (digits && (code.length === 8 || (code.length >= 11 && code.length <= 14))) {
    into.problems.push({ code: 'barcode-check-digit', role, raw: code });
  } else if (OWN_CODE.test(code)) add(code, into);
  else into.problems.push({ code: 'barcode-unreadable', role, raw: code.slice(0, 60) });
}

function add(code: string, into: ParsedBarcodes): void {
  if (!into.codes.includes(code)) into.codes.push(code);
}
