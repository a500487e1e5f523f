'use client';

import { useCallback } from 'react';
import { trpc } from '../../wiring/office-client.tsx';

/**
 * A store's name without the chain's in front: in the chain's own office "Baraka Market Chilonzor"
 * is Chilonzor.
 */
export function shortStoreName(store: string, chain: string): string {
  const rest = chain && store.startsWith(`${chain} `) ? store.slice(chain.length).trim() : '';
  return rest || store;
}

/** "Kassa 2" never breaks before its number. */
export const unbroken = (name: string) => name.replace(/ (?=\d)/g, '\u00A0');

/** Names a store, or a terminal in it, as people of this chain call it. */
export function usePlaceName(): (store: string, terminal?: string) => string {
  const me = trpc.account.me.useQuery(undefined, { staleTime: 60_000 });
  const { chains = [], office = null } = me.data ?? {};
  const chain = chains.find(({ tenantId }) => tenantId === office?.tenantId)?.name ?? '';
  return useCallback(
    (store, terminal = '') =>
      [shortStoreName(store, chain), unbroken(terminal)].filter(Boolean).join(', '),
    [chain],
  );
}
