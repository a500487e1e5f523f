import { posWords } from '@oson/messages/pos';
import { showToast, useLocale, useWords } from '@oson/ui';
import type { JournalRecord } from '../journal/journal-record.ts';
import { useWorkplace } from './workplace.tsx';

/** Prints receipts in the background: the sale is done whatever the printer says. */
export function usePrinter() {
  const { pos, print } = useWorkplace();
  const { locale } = useLocale();
  const t = useWords(posWords);
  return {
    async print(record: JournalRecord, copy: boolean): Promise<boolean> {
      try {
        const [{ receiptDocument, receiptOfSale }, { printDocument }] = await Promise.all([
          import('../print/receipt-of-sale.ts'),
          import('../print/print-document.ts'),
        ]);
        const shelf = pos.catalog.shelf.get();
        const paperMm = print.get().paperMm ?? shelf.store?.paperMm ?? 80;
        const model = receiptOfSale(record, shelf, pos.identity.get());
        await printDocument(receiptDocument(model, paperMm, locale, copy), paperMm);
        return true;
      } catch {
        showToast({ text: t('stepPrintOff'), tone: 'wait' });
        return false;
      }
    },
  };
}
