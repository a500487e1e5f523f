'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { Banner, Button, Select, TextField, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { Plus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import type { Item } from './goods-types.ts';
import {
  draftOf,
  emptyDraft,
  emptySku,
  inputOf,
  type ItemDraft,
  problemsOf,
  type SkuDraft,
} from './item-draft.ts';
import { ItemMore } from './item-more.tsx';
import { SkuFields } from './sku-fields.tsx';
import type { SaveItem } from './use-save-item.ts';

const NAME_MAX = 200;

/** An item: name and price suffice, everything else stands below. */
export function ItemForm(props: {
  item: Item | null;
  formId: string;
  save: SaveItem;
  onReload: () => void;
}) {
  const t = useWords(catalogueWords);
  const { item, save } = props;
  const [draft, setDraft] = useState<ItemDraft>(() => (item ? draftOf(item) : emptyDraft()));
  const [tried, setTried] = useState(false);
  const problems = problemsOf(draft);
  const set = (values: Partial<ItemDraft>) => setDraft((before) => ({ ...before, ...values }));
  const setSku = (key: number, values: Partial<SkuDraft>) =>
    setDraft((before) => ({
      ...before,
      skus: before.skus.map((sku) => (sku.key === key ? { ...sku, ...values } : sku)),
    }));
  const send = () => {
    setTried(true);
    if (problems.size === 0) save.send(item, inputOf(draft));
  };
  const several = draft.skus.length > 1;
  return (
    <Form id={props.formId} onSubmit={send} busy={save.busy}>
      <Refused save={save} onReload={props.onReload} />
      <TextField
        autoFocus={item === null}
        label={t('nameLabel')}
        hint={t('nameHint')}
        value={draft.name}
        maxLength={NAME_MAX}
        error={tried && problems.has('name') ? t('nameNeeded') : null}
        onChange={(name) => set({ name })}
      />
      <CategorySelect value={draft.categoryId} onChange={(categoryId) => set({ categoryId })} />
      {draft.skus.map((sku) => (
        <SkuFields
          key={sku.key}
          sku={sku}
          several={several}
          tried={tried}
          stocks={item?.skus.find((known) => known.id === sku.id)?.stocks ?? []}
          draft={draft}
          onChange={(values) => setSku(sku.key, values)}
          onMoveHere={(code) => set({ moveBarcodes: [...draft.moveBarcodes, code] })}
          onRemove={() => set({ skus: draft.skus.filter((other) => other.key !== sku.key) })}
        />
      ))}
      <div>
        <Button
          icon={<Plus />}
          onClick={() => set({ skus: [...draft.skus, emptySku(draft.skus.at(-1))] })}
        >
          {t('addVariant')}
        </Button>
      </div>
      <ItemMore draft={draft} onChange={set} mxikWrong={tried && problems.has('mxik')} />
    </Form>
  );
}

function CategorySelect(props: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useWords(catalogueWords);
  const categories = trpc.catalog.category.list.useQuery({}, { staleTime: 60_000 });
  return (
    <Select
      label={t('categoryLabel')}
      value={props.value ?? ''}
      options={[
        { value: '', label: t('noCategory') },
        ...(categories.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => props.onChange(id || null)}
    />
  );
}

/** Why the server said no: somebody was quicker, a code is taken, or what it is. */
function Refused({ save, onReload }: { save: SaveItem; onReload: () => void }) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  if (!save.error) return null;
  const { code, details } = refusalOf(save.error);
  if (code === 'CHANGED_MEANWHILE') {
    return (
      <Banner
        alert
        tone="wait"
        title={t('changedMeanwhile')}
        actions={
          <Button icon={<RotateCcw />} onClick={onReload}>
            {t('reload')}
          </Button>
        }
      >
        {t('changedText')}
      </Banner>
    );
  }
  const title =
    code === 'BARCODE_TAKEN' && details.name
      ? t('taken', { name: details.name })
      : refusalText(save.error, locale);
  return <Banner alert tone="review" title={title} />;
}
