'use client';

import { settingsWords } from '@oson/messages/admin';
import { MoneyField, QuantityField, Switch, TextField, useWords } from '@oson/ui';
import { FormRow, FormSection } from '@oson/ui/office';
import type { Settings } from './chain-panel.tsx';

type Props = {
  draft: Settings;
  setDraft: (draft: Settings) => void;
  disabled: boolean;
};
/** A rate is typed in percent: one basis point is ten thousandths of a percent. */
const THOUSANDTHS_PER_BP = 10;
const RATE_MAX_BP = 10_000;

export function SettingsFields({ draft, setDraft, disabled }: Props) {
  const t = useWords(settingsWords);
  const set = (change: Partial<Settings>) => setDraft({ ...draft, ...change });
  return (
    <>
      <FormSection title={t('chain')}>
        <FormRow>
          <TextField
            label={t('name')}
            maxLength={80}
            disabled={disabled}
            value={draft.name}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={t('city')}
            maxLength={60}
            disabled={disabled}
            value={draft.city}
            onChange={(city) => set({ city })}
          />
        </FormRow>
        <p className="text-ink-2">
          {t('currency')}: {draft.currency}. {t('currencyNote')}
        </p>
      </FormSection>
      <FormSection title={t('stock')}>
        <FormRow>
          <QuantityField
            label={t('lowStock')}
            hint={t('lowStockHint')}
            disabled={disabled}
            quantity={draft.lowStockThreshold}
            onChange={(quantity) => set({ lowStockThreshold: quantity ?? 0 })}
          />
          <MoneyField
            label={t('rate')}
            hint={t('rateHint')}
            disabled={disabled}
            tiyin={draft.usdRate}
            onChange={(usdRate) => set({ usdRate })}
          />
        </FormRow>
      </FormSection>
      <FormSection title={t('tax')}>
        <FormRow>
          <QuantityField
            label={t('taxRate')}
            disabled={disabled}
            quantity={draft.taxRateBp * THOUSANDTHS_PER_BP}
            onChange={(thousandths) =>
              set({
                taxRateBp: Math.min(
                  RATE_MAX_BP,
                  Math.round((thousandths ?? 0) / THOUSANDTHS_PER_BP),
                ),
              })
            }
          />
          <Switch
            label={t('taxIncluded')}
            hint={t('taxIncludedHint')}
            disabled={disabled}
            checked={draft.taxIncluded}
            onChange={(taxIncluded) => set({ taxIncluded })}
          />
        </FormRow>
      </FormSection>
      <FormSection title={t('receipt')}>
        <FormRow>
          <TextField
            label={t('header')}
            multiline={3}
            maxLength={200}
            disabled={disabled}
            value={draft.receiptHeader}
            onChange={(receiptHeader) => set({ receiptHeader })}
          />
          <TextField
            label={t('footer')}
            multiline={3}
            maxLength={200}
            disabled={disabled}
            value={draft.receiptFooter}
            onChange={(receiptFooter) => set({ receiptFooter })}
          />
        </FormRow>
      </FormSection>
    </>
  );
}
