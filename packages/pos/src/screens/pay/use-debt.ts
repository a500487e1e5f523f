import { can, checkDebt } from '@oson/domain';
import { useFormat } from '@oson/ui';
import { ownDebtSince } from '../../customers/customer-acts.ts';
import { usePricedCart } from '../sale/use-priced-cart.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/**
 * What selling on credit asks first: a customer, and above the limit somebody who may allow it. The
 * limit is held against the last balance known and this terminal's own sales since.
 */
export function useDebt(): { ask: (go: () => void) => void } {
  const { pos, desk } = useWorkplace();
  const shelf = useShelf();
  const t = usePosWords();
  const { money } = useFormat();
  const { cart, priced } = usePricedCart();
  const check = async (customerId: string, go: () => void) => {
    const customer = shelf.customers.get(customerId);
    const answer = checkDebt({
      balance: customer?.balance ?? 0,
      ownSince: await ownDebtSince(pos, customerId),
      limit: customer?.debtLimit ?? null,
      amount: priced.totals.gross,
    });
    const role = pos.session.get()?.role ?? 'cashier';
    if (answer.ok || can(role, 'debt.overLimit')) return go();
    desk.approval.set({
      reason: t('debtOver', { over: money(answer.over) }),
      action: 'debt.overLimit',
      subject: cart.cartId,
      onApproved: go,
    });
  };
  return {
    ask(go) {
      if (cart.customerId) void check(cart.customerId, go);
      else desk.sheet.set({ is: 'customer', opener: 'debt' });
    },
  };
}
