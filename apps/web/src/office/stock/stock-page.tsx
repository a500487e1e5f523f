'use client';

import { officeShellWords, stockWords } from '@oson/messages/office';
import { Button, Segmented, useWords } from '@oson/ui';
import { CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import { ClipboardCheck, PackageMinus, PackagePlus } from 'lucide-react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { usePlaceName } from '../lists/place-name.ts';
import { StoreSelect, useChosenStore } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { DocumentSheet } from './document-sheet.tsx';
import { MovementsSheet } from './movements-sheet.tsx';
import { stockCsv, useStockColumns } from './stock-columns.tsx';
import type { DocumentKind, StockRow } from './stock-types.ts';
import { useDrafts } from './use-drafts.ts';

const KEYS = ['search', 'store', 'only', 'sku'] as const;

/** What lies in one store, why it changed, and the documents that change it. */
export function StockPage() {
  const t = useWords(stockWords);
  const { filter, setFilter, isFiltered, clear } = useUrlFilter(KEYS);
  const store = useChosenStore(filter.store);
  const placeName = usePlaceName();
  const only = onlyOf(filter.only);
  const input = {
    storeId: store.storeId,
    ...(filter.search ? { search: filter.search } : {}),
    ...(only ? { only } : {}),
  };
  const query = trpc.stock.list.useInfiniteQuery(input, {
    ...BY_CURSOR,
    enabled: store.storeId !== '',
  });
  const columns = useStockColumns();
  const drafts = useDrafts(store.storeId);
  const table = tableOf(query);
  const error = store.error ?? query.error;
  const begin = (kind: DocumentKind, row: StockRow) => {
    drafts.begin(kind, row);
    setFilter({ sku: '' });
  };
  return (
    <>
      <PageHead title={t('title')} actions={<Acts input={input} onOpen={drafts.open} />} />
      <FilterBar
        search={{
          value: filter.search,
          onChange: (search) => setFilter({ search }),
          placeholder: t('search'),
        }}
      >
        <Segmented
          label={t('onHand')}
          value={only}
          options={[
            { value: '', label: t('everything') },
            { value: 'low', label: t('low') },
            { value: 'negative', label: t('negative') },
          ]}
          onChange={(value) => setFilter({ only: value })}
        />
        <StoreSelect value={store.storeId} onChange={(next) => setFilter({ store: next })} />
      </FilterBar>
      <DataTable<StockRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.skuId}
        onRow={(row) => setFilter({ sku: row.skuId })}
        rowTone={(row) => (row.quantity < 0 ? 'bad' : undefined)}
        {...table}
        {...(error && !query.data ? { state: 'error' as const } : {})}
        error={
          <ListError
            error={error}
            onAgain={() => void (store.error ? store.again() : query.refetch())}
          />
        }
        empty={
          <ListEmpty filtered={isFiltered} onClear={clear} title={t('none')} text={t('noneText')} />
        }
      />
      <MovementsSheet
        row={table.rows.find((row) => row.skuId === filter.sku) ?? null}
        storeId={store.storeId}
        onClose={() => setFilter({ sku: '' })}
        onBegin={begin}
      />
      <DocumentSheet drafts={drafts} storeId={store.storeId} storeName={placeName(store.name)} />
    </>
  );
}

const onlyOf = (text: string): 'low' | 'negative' | '' =>
  text === 'low' || text === 'negative' ? text : '';

type ListInput = { storeId: string; search?: string; only?: 'low' | 'negative' };

function Acts(props: { input: ListInput; onOpen: (kind: DocumentKind) => void }) {
  const t = useWords(stockWords);
  const shell = useWords(officeShellWords);
  const utils = trpc.useUtils();
  const waits = props.input.storeId === '';
  const act = (kind: DocumentKind) => ({ disabled: waits, onClick: () => props.onOpen(kind) });
  return (
    <>
      <CsvButton
        label={shell('csv')}
        fileName="stock"
        errorText={shell('csvFailed')}
        columns={stockCsv(t)}
        load={() => allRows((page) => utils.client.stock.list.query({ ...props.input, ...page }))}
      />
      <Button icon={<PackageMinus />} {...act('writeOff')}>
        {t('writeOff')}
      </Button>
      <Button icon={<ClipboardCheck />} {...act('count')}>
        {t('count')}
      </Button>
      <Button variant="primary" icon={<PackagePlus />} {...act('receive')}>
        {t('receive')}
      </Button>
    </>
  );
}
