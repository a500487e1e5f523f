'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { Button, LinkButton, useFormat, useWords } from '@oson/ui';
import { CsvButton, DataTable, PageHead } from '@oson/ui/office';
import { FileUp, Plus } from 'lucide-react';
import Link from 'next/link';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { useStores } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { CategorySheet } from './category-sheet.tsx';
import { goodsCsv, useGoodsColumns } from './goods-columns.tsx';
import { FILTER_KEYS, GoodsFilters } from './goods-filters.tsx';
import type { GoodsFilter, GoodsRow } from './goods-types.ts';
import { NEW_ITEM } from './item-draft.ts';
import { ItemSheet } from './item-sheet.tsx';
import { usePriceEdit } from './use-price-edit.ts';

const KEYS = [...FILTER_KEYS, 'item', 'sections'] as const;
const PAGE_ROWS = 100;

/** The goods of the chain: found, repriced in place, opened, archived. */
export function CataloguePage() {
  const t = useWords(catalogueWords);
  const { filter, setFilter, clear } = useUrlFilter(KEYS);
  const stores = useStores();
  const input: GoodsFilter = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.category ? { categoryId: filter.category } : {}),
    ...(filter.store ? { storeId: filter.store } : {}),
    ...(filter.low ? { low: true } : {}),
    ...(filter.archived ? { archived: true } : {}),
  };
  const listInput = { ...input, limit: PAGE_ROWS };
  const query = trpc.catalog.list.useInfiniteQuery(listInput, {
    ...BY_CURSOR,
    placeholderData: (before) => before,
  });
  const onPrice = usePriceEdit(listInput);
  const columns = useGoodsColumns({ stores, storeId: filter.store, onPrice });
  const isFiltered = FILTER_KEYS.some((key) => filter[key] !== '');
  return (
    <>
      <PageHead
        title={t('title')}
        sub={<Counts input={input} filtered={isFiltered} />}
        actions={<Acts input={input} onAdd={() => setFilter({ item: NEW_ITEM })} />}
      />
      <GoodsFilters
        filter={filter}
        setFilter={setFilter}
        onCategories={() => setFilter({ sections: '1' })}
      />
      <DataTable<GoodsRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.skuId}
        onRow={(row) => setFilter({ item: row.productId })}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={isFiltered}
            onClear={clear}
            title={t('empty')}
            text={t('emptyText')}
            action={
              <LinkButton as={Link} href="/office/import" variant="primary" icon={<FileUp />}>
                {t('import')}
              </LinkButton>
            }
          />
        }
      />
      <ItemSheet productId={filter.item} onClose={() => setFilter({ item: '' })} />
      <CategorySheet open={filter.sections !== ''} onClose={() => setFilter({ sections: '' })} />
    </>
  );
}

function Counts(props: { input: GoodsFilter; filtered: boolean }) {
  const t = useWords(catalogueWords);
  const format = useFormat();
  const count = trpc.catalog.count.useQuery(props.input, { placeholderData: (before) => before });
  if (!count.data) return null;
  const { total, filtered } = count.data;
  return (
    <span className="n">
      {props.filtered
        ? t('totalFiltered', { total: format.number(total), count: filtered })
        : t('total', { count: total })}
    </span>
  );
}

function Acts(props: { input: GoodsFilter; onAdd: () => void }) {
  const t = useWords(catalogueWords);
  const utils = trpc.useUtils();
  return (
    <>
      <LinkButton as={Link} href="/office/import" icon={<FileUp />}>
        {t('import')}
      </LinkButton>
      <CsvButton
        label={t('csv')}
        fileName={t('fileName')}
        errorText={t('csvError')}
        columns={goodsCsv(t)}
        load={() => allRows((page) => utils.client.catalog.list.query({ ...props.input, ...page }))}
      />
      <Button variant="primary" icon={<Plus />} onClick={props.onAdd}>
        {t('add')}
      </Button>
    </>
  );
}
