import { currencyName, formatDate, formatMoney, formatPercent, MINUS } from '@oson/messages';
import { discountLabel } from './html-lines.ts';
import type { ReceiptModel, ReceiptTender } from './receipt-model.ts';
import { block, type ReceiptPen, row } from './receipt-pen.ts';

/** The sums in the order in which they add up, then how it was paid, then the tax inside. */
export function totalsOf(model: ReceiptModel, pen: ReceiptPen): string {
  const { t, locale, money } = pen;
  const { totals } = model;
  const word = t(model.kind === 'return' ? 'refundTotal' : 'total');
  const summed = totals.due !== totals.subtotal;
  return [
    '<hr>',
    summed ? row(t('subtotal'), money(totals.subtotal)) : '',
    ...discountRows(model, pen),
    ...(model.taxIncluded ? [] : taxRows(model, pen)),
    totals.cashRounding === 0 ? '' : row(t('rounding'), signed(totals.cashRounding, money)),
    row(`${word}, ${currencyName(model.currency, locale)}`, money(totals.due), 'tot'),
    ...model.tenders.map((tender) => tenderRow(tender, pen)),
    model.change === 0 ? '' : row(t('change'), money(model.change), 'b'),
    model.debtDueDate ? row(t('debtDue'), formatDate(model.debtDueDate, locale), 'b') : '',
    ...(model.taxIncluded ? taxRows(model, pen) : []),
    model.note
      ? block(`${t(model.kind === 'return' ? 'reason' : 'note')}: ${model.note}`, 's gap')
      : '',
  ].join('');
}

function discountRows(model: ReceiptModel, pen: ReceiptPen): string[] {
  const { t, money } = pen;
  const { lineDiscounts, saleDiscounts } = model.totals;
  const both = lineDiscounts > 0 && saleDiscounts > 0;
  const ofSale = t(both ? 'saleDiscount' : 'discount');
  const asked = model.saleDiscount;
  return [
    lineDiscounts > 0
      ? row(t(both ? 'lineDiscounts' : 'discount'), `${MINUS}${money(lineDiscounts)}`)
      : '',
    saleDiscounts > 0
      ? row(asked ? discountLabel(ofSale, asked, pen) : ofSale, `${MINUS}${money(saleDiscounts)}`)
      : '',
  ];
}

function taxRows(model: ReceiptModel, { t, locale }: ReceiptPen): string[] {
  const taxed = model.taxes.filter(({ rateBp }) => rateBp > 0);
  if (model.taxes.length > 0 && taxed.length === 0) return [row(t('noTax'), '', 's')];
  return taxed.map(({ rateBp, tax }) => {
    const rate = formatPercent(rateBp, locale);
    const figure = formatMoney(tax, locale, { unit: false });
    return model.taxIncluded
      ? row(t('taxIncluded', { rate }), figure, 's')
      : row(t('taxOnTop', { rate }), figure);
  });
}

function tenderRow(tender: ReceiptTender, pen: ReceiptPen): string {
  const { t, locale, money } = pen;
  const name = tender.name ?? t(tender.kind);
  const paid = row(name, money(tender.amount));
  if (!tender.foreign) return paid;
  const { currency, amount, rate } = tender.foreign;
  const given = formatMoney(amount, locale, { currency });
  const detail = `${given} × ${formatMoney(rate, locale, { unit: false })}`;
  return paid + block(detail, 's');
}

/** A figure that may go either way keeps its sign. */
function signed(amount: number, money: (tiyin: number) => string): string {
  return amount > 0 ? `+${money(amount)}` : money(amount);
}
