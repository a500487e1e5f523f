import { formatDate, formatPhone, formatTime, NBSP } from '@oson/messages';
import type { ReceiptModel } from './receipt-model.ts';
import { escapeHtml } from './escape-html.ts';
import { block, type ReceiptPen, row } from './receipt-pen.ts';

/** Shop, number, time, terminal and cashier. */
export function headOf(model: ReceiptModel, { t, locale }: ReceiptPen): string {
  const { shop } = model;
  const legal = shop.legalName === shop.name ? null : shop.legalName;
  const tin = shop.tin ? `${t('taxNumber')}${NBSP}${groupsOfThree(shop.tin)}` : '';
  const store = shop.storeName && shop.storeName !== shop.name ? shop.storeName : '';
  const phone = shop.phone ? `${t('phone')}${NBSP}${formatPhone(shop.phone)}` : '';
  const title = model.kind === 'return' ? t('returnReceipt') : t('receipt');
  const when =
    formatDate(model.atMs, locale, model.utcOffsetMin) +
    NBSP +
    formatTime(model.atMs, locale, model.utcOffsetMin);
  const number =
    `<div class="two left"><span>${escapeHtml(title)} <b>${unbroken(model.number)}</b></span>` +
    `<span>${escapeHtml(when)}</span></div>`;
  const cashier = model.cashier ? `${t('cashier')}: ${model.cashier}` : '';
  return [
    `<h1>${escapeHtml(shop.name)}</h1>`,
    block(legal, 'c'),
    block(shop.address, 'c'),
    together(tin, store),
    block(phone, 'c s'),
    block(shop.header, 'c s gap'),
    '<hr>',
    number,
    model.saleNumber ? row(t('forSale'), model.saleNumber) : '',
    model.terminalName || cashier ? row(model.terminalName ?? '', cashier, 'left') : '',
    model.customer ? row(t('customer'), model.customer, 'left') : '',
    '<hr>',
  ].join('');
}

/** Two facts on one centred line that parts between them, never inside. */
function together(first: string, second: string): string {
  if (first === '' || second === '') return block(first + second, 'c s');
  return (
    `<div class="c s"><span>${escapeHtml(first)}</span>` +
    `<i class="sep">&nbsp;· </i><span>${escapeHtml(second)}</span></div>`
  );
}

function groupsOfThree(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/gu, `$1${NBSP}`);
}

/** A number that does not fall apart at its dashes. */
function unbroken(number: string): string {
  return `<span class="nb">${escapeHtml(number)}</span>`;
}
