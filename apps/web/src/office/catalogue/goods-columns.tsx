'use client';

import { mulDiv } from '@oson/domain';
import { keepUnits } from '@oson/messages';
import { catalogueWords } from '@oson/messages/catalogue';
import { MoneyText, Tag, useFormat, useLocale, useWords } from '@oson/ui';
import type { Column } from '@oson/ui/office';
import { ScanLine } from 'lucide-react';
import { useMemo } from 'react';
import type { CatalogueT, GoodsRow } from './goods-types.ts';
import { PriceCell } from './price-cell.tsx';

type Store = { id: string; name: string };
/** More stores than this are one column with their sum. */
const STORE_COLUMNS_MAX = 3;
const WHOLE_BP = 10_000;

/** What is added to the cost, in hundredths of a percent; null when it cannot be told. */
export function markupBp(row: Pick<GoodsRow, 'price' | 'cost'>): number | null {
  if (row.price === null || row.cost === null || row.cost <= 0) return null;
  return mulDiv(row.price - row.cost, WHOLE_BP, row.cost);
}

export function useGoodsColumns(props: {
  stores: readonly Store[];
  storeId: string;
  onPrice: (row: GoodsRow, price: number) => void;
}): Column<GoodsRow>[] {
  const t = useWords(catalogueWords);
  const format = useFormat();
  const { stores, storeId, onPrice } = props;
  return useMemo(
    () => [
      { id: 'name', head: t('name'), cell: (row) => <NameCell row={row} /> },
      {
        id: 'barcode',
        head: t('barcode'),
        hideBelow: 'sm',
        cell: (row) => <CodesCell row={row} />,
      },
      {
        id: 'category',
        head: t('category'),
        hideBelow: 'wide',
        cell: (row) => <CategoryCell row={row} />,
      },
      {
        id: 'price',
        head: t('price'),
        align: 'right',
        cell: (row) => <PriceCell row={row} onSave={onPrice} />,
      },
      {
        id: 'cost',
        head: t('cost'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) =>
          row.cost === null ? null : (
            <span className="text-ink-2">
              <MoneyText tiyin={row.cost} />
            </span>
          ),
      },
      {
        id: 'margin',
        head: t('margin'),
        align: 'right',
        hideBelow: 'wide',
        cell: (row) => {
          const markup = markupBp(row);
          if (markup === null) return null;
          const text = format.percent(Math.round(markup / 10) * 10);
          return markup < 0 ? <Tag tone="review">{text}</Tag> : text;
        },
      },
      ...stockColumns(t, stores, storeId),
      {
        id: 'mxik',
        head: t('mxik'),
        hideBelow: 'wide',
        cell: (row) => (
          <Tag tone={row.hasMxik ? 'ok' : 'wait'} bare={row.hasMxik}>
            {t(row.hasMxik ? 'has' : 'hasNot')}
          </Tag>
        ),
      },
    ],
    [t, format, stores, storeId, onPrice],
  );
}

function stockColumns(
  t: CatalogueT,
  stores: readonly Store[],
  storeId: string,
): Column<GoodsRow>[] {
  const one = storeId !== '' || stores.length < 2;
  if (one || stores.length > STORE_COLUMNS_MAX) {
    return [
      {
        id: 'stock',
        head: t('stock'),
        align: 'right',
        cell: (row) => <StockCell row={row} stocks={row.stocks} />,
      },
    ];
  }
  return stores.map((store) => ({
    id: `stock-${store.id}`,
    head: shortName(store.name),
    align: 'right' as const,
    hideBelow: 'sm' as const,
    cell: (row: GoodsRow) => (
      <StockCell row={row} stocks={row.stocks.filter((stock) => stock.storeId === store.id)} />
    ),
  }));
}

/** "Baraka Market Chilonzor" -> "Chilonzor": what tells stores of one chain apart stands last. */
const shortName = (name: string) => name.split(' ').at(-1) ?? name;

function NameCell({ row }: { row: GoodsRow }) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  const names = row.names ?? {};
  const other = [names[locale], names['uz-Cyrl'], names.ru].find(
    (name) => name !== undefined && name !== row.name,
  );
  return (
    <span className="block min-w-[150px] leading-snug">
      <span className="font-550">{keepUnits(row.name)}</span>
      {row.sample ? (
        <Tag tone="plain" className="ml-2">
          {t('sample')}
        </Tag>
      ) : null}
      {row.draft ? (
        <Tag tone="wait" className="ml-2">
          {t('draft')}
        </Tag>
      ) : null}
      {other ? <span className="cut block max-w-[236px] text-13 text-ink-2">{other}</span> : null}
    </span>
  );
}

function CodesCell({ row }: { row: GoodsRow }) {
  const t = useWords(catalogueWords);
  const [first, ...more] = row.barcodes;
  return (
    <span className="n leading-snug">
      <span className="text-ink-2">{first ?? row.code ?? ''}</span>
      {more.length > 0 ? (
        <span className="block text-13">{t('moreCodes', { count: more.length })}</span>
      ) : null}
    </span>
  );
}

function CategoryCell({ row }: { row: GoodsRow }) {
  const t = useWords(catalogueWords);
  return (
    <span className="leading-snug">
      {row.categoryName}
      {row.marked ? (
        <span className="flex items-center gap-1 text-13 text-ink-2">
          <ScanLine aria-hidden="true" />
          {t('marked')}
        </span>
      ) : null}
    </span>
  );
}

/** On-hand: below zero needs a person, low waits, what nobody counted is a dash. */
function StockCell({ row, stocks }: { row: GoodsRow; stocks: GoodsRow['stocks'] }) {
  const format = useFormat();
  const counted = stocks.filter((stock) => stock.counted);
  if (!row.tracked || counted.length === 0) return <span className="text-ink-2">–</span>;
  const sum = counted.reduce((total, stock) => total + stock.quantity, 0);
  const figure = format.quantity(sum, null);
  if (counted.some((stock) => stock.quantity < 0)) return <Tag tone="review">{figure}</Tag>;
  if (counted.some((stock) => stock.low)) return <Tag tone="wait">{figure}</Tag>;
  return <>{figure}</>;
}

/** The list as a file: plain numbers in so'm and units. */
export const goodsCsv = (t: CatalogueT) => [
  { head: t('name'), value: (row: GoodsRow) => row.name },
  { head: t('codeLabel'), value: (row: GoodsRow) => row.code ?? '' },
  { head: t('barcode'), value: (row: GoodsRow) => row.barcodes.join(', ') },
  { head: t('category'), value: (row: GoodsRow) => row.categoryName ?? '' },
  { head: t('unitLabel'), value: (row: GoodsRow) => row.unit },
  { head: t('price'), value: (row: GoodsRow) => (row.price === null ? '' : row.price / 100) },
  { head: t('cost'), value: (row: GoodsRow) => (row.cost === null ? '' : row.cost / 100) },
  {
    head: t('stock'),
    value: (row: GoodsRow) => row.stocks.reduce((sum, stock) => sum + stock.quantity, 0) / 1000,
  },
];
