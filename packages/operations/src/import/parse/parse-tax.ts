import { type BasisPoints, isMxik } from '@oson/domain';
import type { Cell } from '../read/sheet.ts';
import type { Problem } from '../problem.ts';

const EXEMPT = /без\s*ндс|ндс\s*сиз|ққс(сиз)?|qqs\s*siz|qqssiz|exempt|освобожд|ozod/i;
const YES = /^(y|yes|ha|да|true|\+)$/i;
const NO = /^(n|no|yo[ʻʼ‘’'`]?q|нет|false|-)$/i;

/**
 * Reads a tax cell as basis points; null follows the chain's own rate. A yes-or-no column takes the
 * rate from its header: Tax - "QQS" (12%).
 */
export function parseTax(
  cell: Cell,
  header: string,
): { rateBp: BasisPoints | null; problem: Problem | null } {
  if (cell === null) return { rateBp: null, problem: null };
  const text = String(cell).trim();
  if (YES.test(text)) {
    const stated = /(\d+([.,]\d+)?)\s*%/.exec(header);
    return { rateBp: stated ? toBp(stated[1] ?? '') : null, problem: null };
  }
  if (NO.test(text)) return { rateBp: 0, problem: null };
  if (EXEMPT.test(text)) {
    const problem: Problem = { code: 'vat-text', role: 'vat', raw: text, suggestion: 'exempt' };
    return { rateBp: 0, problem };
  }
  const figure = text.replace('%', '').trim();
  const rateBp = /^\d{1,2}([.,]\d+)?$/.test(figure) ? toBp(figure) : null;
  if (rateBp === null) {
    return { rateBp: null, problem: { code: 'vat-unreadable', role: 'vat', raw: text } };
  }
  return { rateBp, problem: null };
}

/** "12" and a spreadsheet's 0.12 are both twelve percent. */
function toBp(figure: string): BasisPoints {
  const value = Number(figure.replace(',', '.'));
  return Math.round((value > 0 && value < 1 ? value * 100 : value) * 100);
}

/** A goods code of the national catalogue: 17 digits, the first of them mostly a zero that gets lost. */
export function parseMxik(cell: Cell): { mxik: string | null; problem: Problem | null } {
  if (cell === null) return { mxik: null, problem: null };
  const raw = String(cell).trim();
  const digits = raw.replace(/\s+/g, '');
  if (isMxik(digits)) return { mxik: digits, problem: null };
  if (/^\d{16}$/.test(digits)) {
    const mxik = `0${digits}`;
    const problem: Problem = {
      code: 'mxik-lost-leading-zero',
      role: 'mxik',
      raw,
      suggestion: mxik,
    };
    return { mxik, problem };
  }
  if (/^[-–—]*$/.test(digits)) return { mxik: null, problem: null };
  return { mxik: null, problem: { code: 'mxik-not-17-digits', role: 'mxik', raw } };
}
