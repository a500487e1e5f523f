'use client';

import type { AppRouter } from '@oson/api';
import { officeShellWords } from '@oson/messages/office';
import { Select, useWords } from '@oson/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../../wiring/office-client.tsx';
import { usePlaceName } from './place-name.ts';

type StorePage = inferRouterOutputs<AppRouter>['store']['list'];
const STORES_MAX = 200;
/** People look for a store by its name. */
const ALL_STORES = {
  staleTime: 60_000,
  select: (page: StorePage): StorePage => ({
    ...page,
    rows: page.rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }),
};

/** The chain's stores, for filters and forms. */
export function useStores() {
  const stores = trpc.store.list.useQuery({ limit: STORES_MAX }, ALL_STORES);
  return stores.data?.rows ?? [];
}

/**
 * The store of a page that shows one: the one of the address, else the chain's first. Its id is empty
 * until the stores are known.
 */
export function useChosenStore(wanted: string) {
  const stores = trpc.store.list.useQuery({ limit: STORES_MAX }, ALL_STORES);
  const rows = stores.data?.rows ?? [];
  const chosen = rows.find((store) => store.id === wanted) ?? rows[0];
  return {
    storeId: chosen?.id ?? '',
    /** Said only where there is a choice. */
    name: rows.length > 1 ? (chosen?.name ?? '') : '',
    error: stores.data ? null : stores.error,
    again: stores.refetch,
  };
}

/** Chooses one store, or all of them where that makes sense; hidden in a chain of one. */
export function StoreSelect(props: {
  value: string;
  onChange: (storeId: string) => void;
  /** Offers "all stores" as the empty value. */
  all?: boolean;
}) {
  const t = useWords(officeShellWords);
  const stores = useStores();
  const placeName = usePlaceName();
  if (stores.length < 2) return null;
  const options = stores.map((store) => ({ value: store.id, label: placeName(store.name) }));
  return (
    <Select
      label={t('stores')}
      hideLabel
      value={props.value}
      options={props.all ? [{ value: '', label: t('allStores') }, ...options] : options}
      onChange={props.onChange}
    />
  );
}
