import { settle } from '@oson/domain';
import { useRef, useState } from 'react';
import { currencyOf } from '../../pay/sell.ts';
import { useStore } from '../../state/store.ts';
import { usePrinter } from '../use-printer.ts';
import { useShelf, useWorkplace } from '../workplace.tsx';
import { usePricedCart } from './use-priced-cart.ts';

/** The buyer gives the exact sum in cash: one tap sells. A second tap while it is sealed is nothing. */
export function usePayExact(): { payExact: () => Promise<void>; busy: boolean } {
  const { desk, print } = useWorkplace();
  const shelf = useShelf();
  const { priced } = usePricedCart();
  const { automatic } = useStore(print);
  const printer = usePrinter();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const payExact = async () => {
    const cash = [...shelf.tenderTypes.values()].find((type) => type.kind === 'cash');
    if (running.current || priced.lines.length === 0) return;
    if (!cash) return desk.openPayment();
    running.current = true;
    setBusy(true);
    const { due } = settle(
      priced.totals.gross,
      [{ kind: 'cash', amount: 0 }],
      shelf.store?.cashRounding ?? 0,
    );
    const currency = currencyOf(shelf);
    const tender = { tenderTypeId: cash.id, kind: 'cash' as const, amount: due, currency };
    try {
      const answer = await desk.complete([tender], due, automatic);
      if (answer.ok && automatic) void printer.print(answer.sold.record, false);
    } catch {
      // The desk has told it: nothing was sold and the cart is still in hand.
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { payExact, busy };
}
