import { formatMoney, formatPercent, formatQuantity, keepUnits, MINUS, NBSP } from '@oson/messages';
import { escapeHtml } from './escape-html.ts';
import type { ReceiptDiscount, ReceiptLine, ReceiptModel } from './receipt-model.ts';
import { block, type ReceiptPen, row } from './receipt-pen.ts';

/** What was sold: name, quantity × price, sum; then what the line alone bears. */
export function linesOf(model: ReceiptModel, pen: ReceiptPen): string {
  return model.lines.map((line) => lineOf(line, pen)).join('');
}

function lineOf(line: ReceiptLine, pen: ReceiptPen): string {
  const { t, locale, money } = pen;
  // Pieces need no unit: "2 × 12 500" is read by everybody.
  const unit = line.unit === 'dona' ? null : line.unit;
  const quantity = formatQuantity(line.quantity, unit, locale);
  const price = formatMoney(line.price, locale, { unit: false });
  const codes = [line.mxik && `${t('mxik')}${NBSP}${line.mxik}`, line.mxik && line.code];
  return [
    '<div class="it">',
    `<div class="nm">${escapeHtml(keepUnits(line.name))}</div>`,
    row(`${quantity}${NBSP}×${NBSP}${price}`, money(line.base)),
    ...line.discounts.map((discount) =>
      row(discountLabel(t('discount'), discount, pen), `${MINUS}${money(discount.amount)}`),
    ),
    block(codes.filter(Boolean).join(' · '), 's'),
    ...line.marking.map((mark) => block(`${t('marking')}: ${mark}`, 's')),
    block(line.note, 's'),
    '</div>',
  ].join('');
}

/** "Chegirma 10 %" for a percent, the bare word for an amount. */
export function discountLabel(
  word: string,
  discount: Pick<ReceiptDiscount, 'kind' | 'value'>,
  { locale }: ReceiptPen,
): string {
  return discount.kind === 'percent' ? `${word} ${formatPercent(discount.value, locale)}` : word;
}
