import type { SaleBody } from '@oson/contract';
import type { Locale } from '@oson/messages';
import { type PaperMm, receiptHtml, type ReceiptModel, receiptModelOfSale } from '@oson/receipt';
import type { Shelf } from '../catalog/shelf.ts';
import { saleBodyOf } from '../pay/sell.ts';
import { pageFonts } from './page-fonts.ts';
import type { Identity, JournalRecord } from '../journal/journal-record.ts';

/** The receipt of a sealed sale as plain data: its figures from the sealed body, the shop's from the shelf. */
export function receiptOfSale(
  record: JournalRecord,
  shelf: Shelf,
  { certificate }: Identity,
): ReceiptModel {
  const sale = saleBodyOf(record);
  const { store, settings } = shelf;
  return receiptModelOfSale({
    sale,
    shop: {
      name: settings?.chainName ?? certificate.chainName,
      storeName: store?.name ?? certificate.storeName,
      legalName: store?.legalName || null,
      tin: store?.tin || null,
      address: store?.address || null,
      phone: store?.phone || null,
      header: settings?.receiptHeader || null,
      footer: settings?.receiptFooter || null,
    },
    atMs: record.operation.wallMs,
    utcOffsetMin: sale.utcOffsetMin ?? store?.utcOffsetMin ?? 300,
    terminalName: certificate.terminalName,
    cashier: (sale.staffId && shelf.staff.get(sale.staffId)?.name) || null,
    customer: (sale.customerId && shelf.customers.get(sale.customerId)?.name) || null,
    tenderNames: Object.fromEntries([...shelf.tenderTypes].map(([id, { name }]) => [id, name])),
    mxik: mxikOf(sale, shelf),
  });
}

function mxikOf(sale: SaleBody, shelf: Shelf): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const { skuId } of sale.lines) {
    const mxik = shelf.goods.get(skuId)?.mxik;
    if (mxik) codes[skuId] = mxik;
  }
  return codes;
}

/** The receipt as a document of its own, to be shown or printed. */
export function receiptDocument(
  model: ReceiptModel,
  paperMm: PaperMm,
  locale: Locale,
  copy: boolean,
): string {
  return receiptHtml(model, { paperMm, locale, copy, fontCss: pageFonts(document) });
}
