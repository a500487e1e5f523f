'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { Button, Chip, Select, useWords } from '@oson/ui';
import { FilterBar } from '@oson/ui/office';
import { FolderTree } from 'lucide-react';
import { trpc } from '../../wiring/office-client.tsx';
import { StoreSelect } from '../lists/store-select.tsx';

export const FILTER_KEYS = ['search', 'store', 'category', 'low', 'archived'] as const;
type Filter = Record<(typeof FILTER_KEYS)[number], string>;

/** Search and filters over the goods; all of them stand in the address. */
export function GoodsFilters(props: {
  filter: Filter;
  setFilter: (change: Partial<Filter>) => void;
  onCategories: () => void;
}) {
  const t = useWords(catalogueWords);
  const { filter, setFilter } = props;
  const categories = trpc.catalog.category.list.useQuery({}, { staleTime: 60_000 });
  const toggle = (key: 'low' | 'archived') => setFilter({ [key]: filter[key] ? '' : '1' });
  return (
    <FilterBar
      search={{
        value: filter.search,
        onChange: (search) => setFilter({ search }),
        placeholder: t('search'),
      }}
      right={
        <Button variant="quiet" icon={<FolderTree />} onClick={props.onCategories}>
          <span className="sm:max-wide:sr-only">{t('categories')}</span>
        </Button>
      }
    >
      <StoreSelect all value={filter.store} onChange={(store) => setFilter({ store })} />
      <Select
        hideLabel
        label={t('category')}
        value={filter.category}
        options={[
          { value: '', label: t('allCategories') },
          ...(categories.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: 'none', label: t('noCategory') },
        ]}
        onChange={(category) => setFilter({ category })}
      />
      <Chip on={filter.low !== ''} onPress={() => toggle('low')}>
        {t('lowStock')}
      </Chip>
      <Chip on={filter.archived !== ''} onPress={() => toggle('archived')}>
        {t('archived')}
      </Chip>
    </FilterBar>
  );
}
