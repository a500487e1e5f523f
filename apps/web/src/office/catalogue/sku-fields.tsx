'use client';

import { unitName, UNIT_CODES } from '@oson/messages';
import { catalogueWords } from '@oson/messages/catalogue';
import {
  IconButton,
  MoneyField,
  Select,
  Switch,
  TextField,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { FormRow } from '@oson/ui/office';
import { X } from 'lucide-react';
import { usePlaceName } from '../lists/place-name.ts';
import { useStores } from '../lists/store-select.tsx';
import { BarcodeFields } from './barcode-fields.tsx';
import type { Item } from './goods-types.ts';
import type { ItemDraft, SkuDraft } from './item-draft.ts';

/** What is sold and counted: price, cost, unit, codes; a box of its own where there are several. */
export function SkuFields(props: {
  sku: SkuDraft;
  several: boolean;
  tried: boolean;
  stocks: Item['skus'][number]['stocks'];
  draft: ItemDraft;
  onChange: (values: Partial<SkuDraft>) => void;
  onMoveHere: (code: string) => void;
  onRemove: () => void;
}) {
  const t = useWords(catalogueWords);
  const { sku, several, onChange } = props;
  const isPriceMissing = props.tried && !sku.open && sku.price === null;
  return (
    <section
      aria-label={several ? sku.variant || t('variant') : undefined}
      className={several ? 'grid gap-4 rounded-2 border border-line p-4' : 'grid gap-4'}
    >
      {several || sku.variant ? (
        <div className="flex items-end gap-2">
          <TextField
            className="flex-1"
            label={t('variant')}
            placeholder={t('variantHint')}
            value={sku.variant}
            onChange={(variant) => onChange({ variant })}
          />
          {several ? (
            <IconButton
              variant="quiet"
              icon={<X />}
              label={`${t('removeVariant')}: ${sku.variant}`}
              onClick={props.onRemove}
            />
          ) : null}
        </div>
      ) : null}
      <FormRow>
        <MoneyField
          label={t('priceLabel')}
          tiyin={sku.open ? null : sku.price}
          disabled={sku.open}
          error={isPriceMissing ? t('priceNeeded') : null}
          onChange={(price) => onChange({ price })}
        />
        <MoneyField
          label={t('costLabel')}
          tiyin={sku.cost}
          onChange={(cost) => onChange({ cost })}
        />
      </FormRow>
      <FormRow>
        <UnitSelect unit={sku.unit} onChange={(unit) => onChange({ unit })} />
        <TextField
          label={t('codeLabel')}
          placeholder={t('codeHint')}
          value={sku.code ?? ''}
          maxLength={60}
          onChange={(code) => onChange({ code: code || null })}
        />
      </FormRow>
      <BarcodeFields
        sku={sku}
        draft={props.draft}
        onChange={(barcodes) => onChange({ barcodes })}
        onMoveHere={props.onMoveHere}
      />
      <Switch
        label={t('openPriceLabel')}
        checked={sku.open}
        onChange={(open) => onChange({ open })}
      />
      <Stocks stocks={props.stocks} unit={sku.unit} />
    </section>
  );
}

function UnitSelect(props: { unit: string; onChange: (unit: string) => void }) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  // A unit that an import brought and we do not know is kept as it is.
  const codes = UNIT_CODES.includes(props.unit) ? UNIT_CODES : [...UNIT_CODES, props.unit];
  return (
    <Select
      label={t('unitLabel')}
      value={props.unit}
      options={codes.map((code) => ({ value: code, label: unitName(code, locale) }))}
      onChange={props.onChange}
    />
  );
}

function Stocks(props: { stocks: Item['skus'][number]['stocks']; unit: string }) {
  const t = useWords(catalogueWords);
  const format = useFormat();
  const stores = useStores();
  const placeName = usePlaceName();
  const inOrder = stores.flatMap(({ id, name }) =>
    props.stocks.filter((stock) => stock.storeId === id).map((stock) => ({ stock, name })),
  );
  if (inOrder.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-14 font-550">{t('stockAt')}</h3>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {inOrder.map(({ stock, name }) => (
          <li key={stock.storeId}>
            <span className="text-ink-2">{placeName(name)}</span>{' '}
            <b className="n font-600">
              {stock.counted ? format.quantity(stock.quantity, props.unit) : t('notCounted')}
            </b>
          </li>
        ))}
      </ul>
    </div>
  );
}
