'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * A filter that lives in the address, so that a list can be shared and found again. The address is
 * changed in place: the server is not asked for a page that is here already, so it works offline.
 */
export function useUrlFilter<Key extends string>(keys: readonly Key[]) {
  const params = useSearchParams();
  const path = usePathname();
  const filter = Object.fromEntries(keys.map((key) => [key, params.get(key) ?? ''])) as Record<
    Key,
    string
  >;
  const setFilter = useCallback(
    (change: Partial<Record<Key, string>>) => {
      const next = new URLSearchParams(params);
      for (const [key, value] of Object.entries(change) as [Key, string][]) {
        if (value) next.set(key, value);
        else next.delete(key);
      }
      const text = next.toString();
      window.history.replaceState(null, '', text ? `${path}?${text}` : path);
    },
    [params, path],
  );
  const isFiltered = keys.some((key) => filter[key] !== '');
  const clear = () => window.history.replaceState(null, '', path);
  return { filter, setFilter, isFiltered, clear };
}
