import { can, checkDebt } from '@oson/domain';
import { useFormat } from '@oson/ui';
import { useState } from 'react';
import { ownDebtSince } from '../../customers/customer-acts.ts';
import { usePricedCart } from '../sale/use-priced-cart.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/**
 * What selling on credit asks first: a customer, and above the limit somebody who may allow it. The
 * limit is held against the last balance known and this terminal's own sales since. `approverId`:
 * who allowed it, for the sale.
 */
export function useDebt(): { ask: (go: () => void) => void; approverId: string | null } {
  const { pos, desk } = useWorkplace();
  const shelf = useShelf();
  const t = usePosWords();
  const { money } = useFormat();
  const { cart, priced } = usePricedCart();
  const [approverId, setApproverId] = useState<string | null>(null);
  const check = async (customerId: string, go: () => void) => {
    const customer = shelf.customers.get(customerId);
    const answer = checkDebt({
      balance: customer?.balance ?? 0,
      ownSince: await ownDebtSince(pos, customerId),
      limit: customer?.debtLimit ?? null,
      amount: priced.totals.gross,
    });
    const person = pos.session.get();
    const allow = (by: string | null) => {
      setApproverId(by);
      go();
    };
    if (answer.ok) return allow(null);
    if (person && can(person.role, 'debt.overLimit')) return allow(person.id);
    desk.approval.set({
      reason: t('debtOver', { over: money(answer.over) }),
      action: 'debt.overLimit',
      subject: cart.cartId,
      onApproved: allow,
    });
  };
  return {
    approverId,
    ask(go) {
      if (cart.customerId) void check(cart.customerId, go);
      else desk.sheet.set({ is: 'customer', opener: 'debt' });
    },
  };
}
