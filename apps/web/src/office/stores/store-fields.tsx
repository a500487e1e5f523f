'use client';

import { storeWords } from '@oson/messages/admin';
import { Field, Segmented, Select, TextField, useFormat, useWords } from '@oson/ui';
import { FormRow, FormSection } from '@oson/ui/office';
import type { StoreDraft } from './store-form.tsx';

type Props = { draft: StoreDraft; setDraft: (draft: StoreDraft) => void };
const CODE = /[^A-Z0-9]/g;
const HOURS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** Steps of cash in tiyin: the coins and notes that shops round to. */
const ROUNDINGS = [0, 10_000, 20_000, 50_000, 100_000];

/** What the receipt says about the shop. */
export function PlaceFields(
  props: Props & { isNew: boolean; errors: { name?: string; tin?: string; code?: string } },
) {
  const t = useWords(storeWords);
  const { draft, setDraft, errors } = props;
  return (
    <FormSection title={t('onReceipt')}>
      <FormRow>
        <TextField
          label={t('name')}
          maxLength={80}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          {...(errors.name ? { error: errors.name } : {})}
        />
        <TextField
          label={t('code')}
          figures
          maxLength={3}
          disabled={!props.isNew}
          value={draft.code}
          onChange={(code) => setDraft({ ...draft, code: code.toUpperCase().replace(CODE, '') })}
          {...(props.isNew ? { hint: t('codeHint') } : {})}
          {...(errors.code ? { error: errors.code } : {})}
        />
        <TextField
          label={t('legalName')}
          maxLength={120}
          value={draft.legalName}
          onChange={(legalName) => setDraft({ ...draft, legalName })}
        />
        <TextField
          label={t('tin')}
          figures
          inputMode="numeric"
          maxLength={14}
          hint={t('tinHint')}
          value={draft.tin}
          onChange={(tin) => setDraft({ ...draft, tin: tin.replace(/\D/g, '') })}
          {...(errors.tin ? { error: errors.tin } : {})}
        />
        <TextField
          label={t('address')}
          maxLength={200}
          value={draft.address}
          onChange={(address) => setDraft({ ...draft, address })}
        />
        <TextField
          label={t('phone')}
          figures
          inputMode="tel"
          maxLength={30}
          value={draft.phone}
          onChange={(phone) => setDraft({ ...draft, phone })}
        />
      </FormRow>
    </FormSection>
  );
}

/** When its day ends, how cash is rounded, how wide its paper is. */
export function MoneyFields({ draft, setDraft }: Props) {
  const t = useWords(storeWords);
  const format = useFormat();
  return (
    <FormSection title={t('money')}>
      <FormRow>
        <Select
          label={t('timeZone')}
          value={draft.timeZone}
          options={[
            { value: 'Asia/Tashkent', label: t('tashkent') },
            { value: 'Asia/Samarkand', label: t('samarkand') },
          ]}
          onChange={(timeZone) => setDraft({ ...draft, timeZone })}
        />
        <Select
          label={t('cutover')}
          hint={t('cutoverHint')}
          value={String(draft.cutoverHour)}
          options={HOURS.map((hour) => ({
            value: String(hour),
            label: `${String(hour).padStart(2, '0')}:00`,
          }))}
          onChange={(hour) => setDraft({ ...draft, cutoverHour: Number(hour) })}
        />
        <Select
          label={t('rounding')}
          value={String(draft.cashRounding)}
          options={ROUNDINGS.map((step) => ({
            value: String(step),
            label: step === 0 ? t('roundingNone') : format.money(step),
          }))}
          onChange={(step) => setDraft({ ...draft, cashRounding: Number(step) })}
        />
        <Field label={t('paper')} htmlFor="store-paper">
          <Segmented
            block
            label={t('paper')}
            value={draft.paperMm === 58 ? '58' : '80'}
            options={[
              { value: '58', label: t('paper58') },
              { value: '80', label: t('paper80') },
            ]}
            onChange={(paper) => setDraft({ ...draft, paperMm: paper === '58' ? 58 : 80 })}
          />
        </Field>
      </FormRow>
    </FormSection>
  );
}
