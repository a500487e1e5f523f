import { type PricedSale, priceSale } from '@oson/domain';
import { useMemo } from 'react';
import { type Cart, draftOf } from '../../cart/cart.ts';
import { useStore } from '../../state/store.ts';
import { useShelf, useWorkplace } from '../workplace.tsx';

/** The cart in hand and what domain makes of it. */
export function usePricedCart(): { cart: Cart; priced: PricedSale } {
  const { pos } = useWorkplace();
  const cart = useStore(pos.cart.cart);
  const taxIncluded = useShelf().settings?.taxIncluded ?? true;
  const priced = useMemo(() => priceSale(draftOf(cart, taxIncluded)), [cart, taxIncluded]);
  return { cart, priced };
}
