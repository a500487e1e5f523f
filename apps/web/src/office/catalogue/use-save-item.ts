'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { showToast, useWords } from '@oson/ui';
import { trpc } from '../../wiring/office-client.tsx';
import type { Item, ItemInput } from './goods-types.ts';

export type SaveItem = ReturnType<typeof useSaveItem>;

/** Sends an item, new or changed; what is refused stays in the form. */
export function useSaveItem(onDone: () => void) {
  const t = useWords(catalogueWords);
  const utils = trpc.useUtils();
  const onSettled = () => utils.catalog.invalidate();
  const create = trpc.catalog.create.useMutation({ onSettled });
  const update = trpc.catalog.update.useMutation({ onSettled });
  return {
    busy: create.isPending || update.isPending,
    error: create.error ?? update.error,
    send: (item: Item | null, input: ItemInput) => {
      create.reset();
      update.reset();
      const onSuccess = () => {
        showToast({ tone: 'ok', text: t('saved', { name: input.name }) });
        onDone();
      };
      if (!item) return create.mutate(input, { onSuccess });
      const { productId, version } = item;
      return update.mutate({ productId, version, item: input }, { onSuccess });
    },
    forget: () => {
      create.reset();
      update.reset();
    },
  };
}
