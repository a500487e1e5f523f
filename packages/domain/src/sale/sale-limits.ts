import { MONEY_MAX, QUANTITY_MAX } from '../money/parse-number.ts';
import type { PricedSale, SaleDraft, Tender } from './sale-types.ts';

/**
 * The screen refuses beyond these before money is taken, so that a sealed sale stays below
 * 128 KiB: `bytes` is what lines and tenders may weigh as UTF-8 JSON, the rest is the envelope.
 */
export const SALE_LIMITS = {
  lines: 300,
  /** Characters of a name, note or reason. */
  text: 200,
  code: 64,
  tenders: 8,
  discountsPerLine: 4,
  quantity: QUANTITY_MAX,
  money: MONEY_MAX,
  bytes: 120_000,
} as const;

export type LimitProblem =
  | 'too-many-lines'
  | 'too-many-tenders'
  | 'too-many-discounts'
  | 'text-too-long'
  | 'quantity-too-large'
  | 'money-too-large'
  | 'too-large';

/** The first limit that a cart with its tenders breaks, or null. */
export function limitBroken(
  draft: SaleDraft,
  priced: PricedSale,
  tenders: readonly Tender[] = [],
): LimitProblem | null {
  if (draft.lines.length > SALE_LIMITS.lines) return 'too-many-lines';
  if (tenders.length > SALE_LIMITS.tenders) return 'too-many-tenders';
  for (const line of draft.lines) {
    const texts = [line.name, line.note ?? ''];
    if (texts.some((text) => text.length > SALE_LIMITS.text)) return 'text-too-long';
    if ((line.code ?? '').length > SALE_LIMITS.code) return 'text-too-long';
    if (line.discounts.length > SALE_LIMITS.discountsPerLine) return 'too-many-discounts';
    if (line.quantity > SALE_LIMITS.quantity) return 'quantity-too-large';
  }
  if (priced.totals.gross > SALE_LIMITS.money) return 'money-too-large';
  const bytes = utf8Length(JSON.stringify([priced.lines, tenders]));
  return bytes > SALE_LIMITS.bytes ? 'too-large' : null;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
