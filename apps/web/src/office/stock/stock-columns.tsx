'use client';

import { mulDiv } from '@oson/domain';
import { stockWords } from '@oson/messages/office';
import { MoneyText, Tag, useFormat, useWords } from '@oson/ui';
import type { Column } from '@oson/ui/office';
import { useMemo } from 'react';
import type { StockRow, StockT } from './stock-types.ts';

const UNIT = 1000;

/** What lies on the shelf at its average cost, tiyin; null when the cost is not known. */
export const valueOf = (row: StockRow) =>
  row.cost === null ? null : mulDiv(row.quantity, row.cost, UNIT);

export const isLow = (row: StockRow) => row.counted && row.quantity <= row.minStock;

/** On-hand in words and colour: below zero needs a person, low waits, uncounted is a guess. */
export function OnHand({ row }: { row: StockRow }) {
  const t = useWords(stockWords);
  const format = useFormat();
  const figure = format.quantity(row.quantity, row.unit);
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-0.5">
      {row.quantity < 0 ? (
        <Tag tone="review">{t('negative')}</Tag>
      ) : isLow(row) ? (
        <Tag tone="wait">{t('lowShort')}</Tag>
      ) : null}
      {row.counted ? null : <Tag tone="plain">{t('notCounted')}</Tag>}
      <b className={row.quantity < 0 ? 'n font-600 text-review' : 'n font-600'}>{figure}</b>
    </span>
  );
}

export function useStockColumns(): Column<StockRow>[] {
  const t = useWords(stockWords);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'item', head: t('item'), cell: (row) => <span className="font-550">{row.name}</span> },
      {
        id: 'code',
        head: t('code'),
        hideBelow: 'wide',
        cell: (row) => <span className="n text-ink-2">{row.code ?? ''}</span>,
      },
      { id: 'onHand', head: t('onHand'), align: 'right', cell: (row) => <OnHand row={row} /> },
      {
        id: 'minimum',
        head: t('minimum'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) => (
          <span className="text-ink-2">{format.quantity(row.minStock, row.unit)}</span>
        ),
      },
      {
        id: 'cost',
        head: t('cost'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) => (row.cost === null ? '' : <MoneyText tiyin={row.cost} />),
      },
      {
        id: 'value',
        head: t('value'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) => {
          const value = valueOf(row);
          return value === null ? '' : <MoneyText tiyin={value} />;
        },
      },
    ],
    [t, format],
  );
}

/** The same list as a file: plain numbers, in units and so'm. */
export const stockCsv = (t: StockT) => [
  { head: t('item'), value: (row: StockRow) => row.name },
  { head: t('code'), value: (row: StockRow) => row.code ?? '' },
  { head: t('unit'), value: (row: StockRow) => row.unit },
  { head: t('onHand'), value: (row: StockRow) => row.quantity / UNIT },
  { head: t('counted'), value: (row: StockRow) => t(row.counted ? 'yes' : 'no') },
  { head: t('minimum'), value: (row: StockRow) => row.minStock / UNIT },
  { head: t('cost'), value: (row: StockRow) => (row.cost === null ? '' : row.cost / 100) },
  {
    head: t('value'),
    value: (row: StockRow) => {
      const value = valueOf(row);
      return value === null ? '' : value / 100;
    },
  },
];
