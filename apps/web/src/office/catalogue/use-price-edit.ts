'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { showToast, useFormat, useLocale, useWords } from '@oson/ui';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { GoodsRow, ListInput } from './goods-types.ts';

/**
 * Changes prices in the list at once, with eight seconds to take it back. What the server refuses
 * goes back to what it was, visibly and with the reason.
 */
export function usePriceEdit(input: ListInput) {
  const t = useWords(catalogueWords);
  const format = useFormat();
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const show = (skuId: string, price: number | null) =>
    utils.catalog.list.setInfiniteData(input, (data) =>
      data
        ? {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              rows: page.rows.map((row) => (row.skuId === skuId ? { ...row, price } : row)),
            })),
          }
        : data,
    );
  const set = trpc.catalog.setPrice.useMutation({
    onMutate: async ({ skuId, price }) => {
      await utils.catalog.list.cancel();
      show(skuId, price);
    },
    onError: (error, { skuId, expected }) => {
      show(skuId, expected);
      showToast({ tone: 'review', text: refusalText(error, locale) });
      void utils.catalog.list.invalidate();
    },
    onSuccess: () => void utils.catalog.get.invalidate(),
  });
  return (row: GoodsRow, price: number) => {
    if (price === row.price) return;
    const where = input.storeId ? { storeId: input.storeId } : {};
    const change = { skuId: row.skuId, price, expected: row.price, ...where };
    set.mutate(change, {
      onSuccess: () =>
        showToast({
          tone: 'ok',
          undo: true,
          text: t('priceSaved', { name: row.name, price: format.money(price) }),
          actionLabel: t('undo'),
          onAction: () => set.mutate({ ...change, price: row.price, expected: price }),
        }),
    });
  };
}
