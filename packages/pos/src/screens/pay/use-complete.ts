import type { Tiyin } from '@oson/domain';
import { showToast } from '@oson/ui';
import { useRef, useState } from 'react';
import { type Payment, settlementOf, tendersOf } from '../../pay/payment.ts';
import { currencyOf } from '../../pay/sell.ts';
import { usePrinter } from '../use-printer.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/** Completes a payment once, however often the button is hit, and prints after it is safe. */
export function useComplete(
  gross: Tiyin,
  step: Tiyin,
  debtApproverId: string | null,
): { complete: (payment: Payment) => Promise<void>; busy: boolean } {
  const { desk, print } = useWorkplace();
  const shelf = useShelf();
  const t = usePosWords();
  const printer = usePrinter();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const complete = async (payment: Payment) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const { automatic } = print.get();
    const { given } = settlementOf(payment, gross, step);
    try {
      const tenders = tendersOf(payment, gross, currencyOf(shelf));
      const answer = await desk.complete(tenders, given, automatic, debtApproverId);
      if (!answer.ok) showToast({ text: t('limitBroken'), tone: 'review' });
      else if (automatic) void printer.print(answer.sold.record, false);
    } catch {
      // The desk has told it: nothing was sold and the cart is still in hand.
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { complete, busy };
}
