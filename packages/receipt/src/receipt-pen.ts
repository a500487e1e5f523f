import type { Tiyin } from '@oson/domain';
import { formatMoney, type Locale, type TranslateOf } from '@oson/messages';
import type { receiptWords } from '@oson/messages/receipt';
import { escapeHtml } from './escape-html.ts';
import type { ReceiptModel } from './receipt-model.ts';

/** What the parts of a receipt are written with. */
export type ReceiptPen = {
  t: TranslateOf<typeof receiptWords>;
  locale: Locale;
  /** An amount without its unit, which is said once, at the total. */
  money: (tiyin: Tiyin) => string;
};

/** Amounts of one receipt all have hundredths or none has, so that the column stays even. */
export function moneyOf(model: ReceiptModel, locale: Locale): (tiyin: Tiyin) => string {
  const { gross: _sum, ...printed } = model.totals;
  const column = [
    ...model.lines.map((line) => line.base),
    ...model.lines.flatMap((line) => line.discounts.map(({ amount }) => amount)),
    ...model.tenders.map((tender) => tender.amount),
    ...Object.values(printed),
  ];
  const tiyin = column.some((amount) => amount % 100 !== 0) ? 'always' : 'auto';
  return (amount) => formatMoney(amount, locale, { unit: false, tiyin });
}

/** A row of a label and a figure at the right; both are escaped. */
export function row(label: string, figure: string, className = ''): string {
  const classes = className === '' ? 'two' : `two ${className}`;
  return (
    `<div class="${classes}"><span>${escapeHtml(label)}</span>` +
    `<span>${escapeHtml(figure)}</span></div>`
  );
}

/** A block of text; nothing when the text is missing or blank. */
export function block(text: string | null, className: string): string {
  if (text === null || text.trim() === '') return '';
  const lines = text.split('\n').map(escapeHtml).join('<br>');
  return `<div class="${className}">${lines}</div>`;
}
