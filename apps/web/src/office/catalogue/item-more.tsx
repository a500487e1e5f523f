'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { Switch, TextField, useWords } from '@oson/ui';
import { FormRow } from '@oson/ui/office';
import { favouriteOf, type ItemDraft, type SkuDraft } from './item-draft.ts';

const NAME_MAX = 200;
const NAMES = [
  ['uz-Latn', 'nameUz'],
  ['uz-Cyrl', 'nameCyrl'],
  ['ru', 'nameRu'],
  ['en', 'nameEn'],
] as const;

/** Names in other scripts, tax, national codes, and what holds for all variants. */
export function ItemMore(props: {
  draft: ItemDraft;
  onChange: (values: Partial<ItemDraft>) => void;
  mxikWrong: boolean;
}) {
  const t = useWords(catalogueWords);
  const { draft, onChange } = props;
  const [first] = draft.skus;
  const setAll = (values: (sku: SkuDraft) => Partial<SkuDraft>) =>
    onChange({ skus: draft.skus.map((sku) => ({ ...sku, ...values(sku) })) });
  return (
    <div className="grid gap-4 border-t border-line pt-4">
      <Switch
        label={t('tracked')}
        hint={t('trackedHint')}
        checked={first?.tracked ?? true}
        onChange={(tracked) => setAll(() => ({ tracked }))}
      />
      <Switch
        label={t('favourite')}
        checked={first?.favourite !== null && first?.favourite !== undefined}
        onChange={(on) => setAll((sku) => ({ favourite: favouriteOf(on, sku.favourite) }))}
      />
      <FormRow>
        <TextField
          figures
          label={t('mxikLabel')}
          value={draft.mxik ?? ''}
          maxLength={20}
          inputMode="numeric"
          error={props.mxikWrong ? t('mxikWrong') : null}
          onChange={(mxik) => onChange({ mxik: mxik || null })}
        />
        <TextField
          figures
          label={t('packageLabel')}
          value={draft.packageCode ?? ''}
          maxLength={20}
          inputMode="numeric"
          onChange={(packageCode) => onChange({ packageCode: packageCode || null })}
        />
      </FormRow>
      <FormRow>
        <TaxField
          rateBp={first?.taxRateBp ?? null}
          onChange={(taxRateBp) => setAll(() => ({ taxRateBp }))}
        />
      </FormRow>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-650">{t('otherNames')}</legend>
        {NAMES.map(([locale, label]) => (
          <TextField
            key={locale}
            label={t(label)}
            value={draft.names[locale] ?? ''}
            maxLength={NAME_MAX}
            onChange={(name) => onChange({ names: { ...draft.names, [locale]: name } })}
          />
        ))}
      </fieldset>
    </div>
  );
}

const RATE = /^\d{1,2}([.,]\d{1,2})?$/;

/** A rate of its own in percent; empty follows the chain's. */
function TaxField(props: { rateBp: number | null; onChange: (rateBp: number | null) => void }) {
  const t = useWords(catalogueWords);
  const text = props.rateBp === null ? '' : String(props.rateBp / 100);
  return (
    <TextField
      figures
      label={t('taxLabel')}
      hint={t('taxHint')}
      inputMode="decimal"
      value={text}
      onChange={(next) => {
        if (next.trim() === '') props.onChange(null);
        else if (RATE.test(next.trim())) {
          props.onChange(Math.round(Number(next.trim().replace(',', '.')) * 100));
        }
      }}
    />
  );
}
