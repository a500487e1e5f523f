import { escapeHtml } from './escape-html.ts';
import { qrSvg } from './qr-svg.ts';
import type { ReceiptModel } from './receipt-model.ts';
import { block, type ReceiptPen } from './receipt-pen.ts';

/** Fiscal sign and its QR, the digital receipt's QR, thanks. */
export function footOf(model: ReceiptModel, { t }: ReceiptPen, practice: boolean): string {
  const { fiscal } = model;
  const thanks = model.shop.footer?.trim() ? model.shop.footer : t('thanks');
  const parts: string[] = [];
  if (fiscal?.state === 'signed') {
    const text = [
      `${escapeHtml(t('fiscalSign'))}<br><b>${escapeHtml(groupsOfFour(fiscal.sign))}</b>`,
      escapeHtml(`${t('fiscalModule')} ${fiscal.module}`),
      fiscal.receiptNumber ? escapeHtml(`${t('fiscalReceipt')} ${fiscal.receiptNumber}`) : '',
    ];
    parts.push(withQr(fiscal.qrUrl, text.filter(Boolean).join('<br>')));
  }
  if (model.digitalUrl) {
    parts.push(withQr(model.digitalUrl, escapeHtml(t('digitalHint'))));
  }
  const legal = legalLine(model, practice);
  const notice = legal ? block(t(legal), 'c s gap') : '';
  const codes = parts.length > 0 ? `<hr>${parts.join('')}` : '<hr>';
  return codes + block(thanks, parts.length > 0 ? 'c gap' : 'c') + notice;
}

/** What the paper says about its standing when it bears no fiscal sign. */
function legalLine(model: ReceiptModel, practice: boolean): 'fiscalPending' | 'notFiscal' | null {
  if (practice || model.fiscal?.state === 'signed') return null;
  return model.fiscal ? 'fiscalPending' : 'notFiscal';
}

function withQr(url: string | null, html: string): string {
  const code = url ? qrSvg(url, 0) : '';
  return `<div class="foot">${code}<div class="s">${html}</div></div>`;
}

function groupsOfFour(sign: string): string {
  return sign.replace(/(\d{4})(?=\d)/gu, '$1 ');
}
