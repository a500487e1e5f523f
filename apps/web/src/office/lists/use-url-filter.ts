'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** A filter that lives in the address, so that a list can be shared and found again. */
export function useUrlFilter<Key extends string>(keys: readonly Key[]) {
  const params = useSearchParams();
  const router = useRouter();
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
      router.replace(text ? `${path}?${text}` : path, { scroll: false });
    },
    [params, router, path],
  );
  const isFiltered = keys.some((key) => filter[key] !== '');
  const clear = () => router.replace(path, { scroll: false });
  return { filter, setFilter, isFiltered, clear };
}
