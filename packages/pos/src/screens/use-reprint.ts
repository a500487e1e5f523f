import { posWords } from '@oson/messages/pos';
import { showToast, useWords } from '@oson/ui';
import { lastSale } from '../journal/last-sale.ts';
import { usePrinter } from './use-printer.ts';
import { useWorkplace } from './workplace.tsx';

/** Prints the last receipt of this terminal once more, marked as a copy. */
export function useReprint(): () => Promise<void> {
  const { pos } = useWorkplace();
  const t = useWords(posWords);
  const printer = usePrinter();
  return async () => {
    const record = await lastSale(pos.journal);
    if (record) await printer.print(record, true);
    else showToast({ text: t('noLastReceipt') });
  };
}
