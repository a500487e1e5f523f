import { type Locale, wordsOf } from '@oson/messages';
import { receiptWords } from '@oson/messages/receipt';
import { escapeHtml } from './escape-html.ts';
import { footOf } from './html-foot.ts';
import { headOf } from './html-head.ts';
import { linesOf } from './html-lines.ts';
import { totalsOf } from './html-totals.ts';
import { type PaperMm, RECEIPT_CSS } from './receipt-css.ts';
import type { ReceiptModel } from './receipt-model.ts';
import { moneyOf, type ReceiptPen } from './receipt-pen.ts';

export type ReceiptOptions = {
  paperMm: PaperMm;
  locale: Locale;
  /** A reprint: law wants the word on it. */
  copy?: boolean;
  /** Practice by the screen's state; the model's own mark counts as well. */
  practice?: boolean;
  /** `@font-face` rules of the app; trusted text. Without it the system's sans is printed. */
  fontCss?: string;
};

/**
 * The receipt as a complete HTML document for a browser's print dialog. The caller measures the
 * height of `article.paper` and adds `pageCss` before printing. Every text is escaped.
 */
export function receiptHtml(model: ReceiptModel, options: ReceiptOptions): string {
  const { locale, paperMm } = options;
  const practice = model.practice || options.practice === true;
  const t = wordsOf(receiptWords, locale);
  const pen: ReceiptPen = { t, locale, money: moneyOf(model, locale) };
  const shown = practice ? { ...model, fiscal: null, digitalUrl: null } : model;
  const article = [
    practice
      ? `<div class="mark">${t('practice')}<small>${escapeHtml(t('practiceNote'))}</small></div>`
      : '',
    options.copy ? `<div class="copy">${escapeHtml(t('copy'))}</div>` : '',
    headOf(shown, pen),
    linesOf(shown, pen),
    totalsOf(shown, pen),
    footOf(shown, pen, practice),
  ].join('');
  return (
    `<!doctype html><html lang="${locale}" class="p${paperMm}"><head><meta charset="utf-8">` +
    `<title>${escapeHtml(model.number)}</title>` +
    (options.fontCss ? `<style>${options.fontCss}</style>` : '') +
    `<style>${RECEIPT_CSS}</style></head><body><article class="paper">${article}</article>` +
    `</body></html>`
  );
}
