'use client';

import { storeWords } from '@oson/messages/admin';
import { Banner, Button, Dialog, showToast, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { MoneyFields, PlaceFields } from './store-fields.tsx';
import type { StoreRow } from './stores-page.tsx';

const FORM = 'store-form';
const TIN = /^(\d{9}|\d{14})?$/;
const NAME_LENGTH_MIN = 2;

/** A shop as the form holds it; the code is chosen once, when it is opened. */
export type StoreDraft = Pick<
  StoreRow,
  'name' | 'legalName' | 'tin' | 'address' | 'phone' | 'cutoverHour' | 'cashRounding' | 'paperMm'
> & { code: string; timeZone: 'Asia/Tashkent' | 'Asia/Samarkand' };

const EMPTY: StoreDraft = {
  code: '',
  name: '',
  legalName: '',
  tin: '',
  address: '',
  phone: '',
  timeZone: 'Asia/Tashkent',
  cutoverHour: 0,
  cashRounding: 0,
  paperMm: 80,
};

function draftOf(row: StoreRow | null): StoreDraft {
  if (!row) return EMPTY;
  const { code, name, legalName, tin, address, phone, cutoverHour, cashRounding, paperMm } = row;
  const timeZone = row.timeZone === 'Asia/Samarkand' ? 'Asia/Samarkand' : 'Asia/Tashkent';
  return {
    code,
    name,
    legalName,
    tin,
    address,
    phone,
    timeZone,
    cutoverHour,
    cashRounding,
    paperMm,
  };
}

/** Opens or edits a shop. Managers see it without a save button. */
export function StoreForm(props: { row: StoreRow | null; readOnly: boolean; onClose: () => void }) {
  const { row } = props;
  const t = useWords(storeWords);
  const { locale } = useLocale();
  const [draft, setDraft] = useState(() => draftOf(row));
  const [touched, setTouched] = useState(false);
  const acts = useStoreActs(row, props.onClose);
  const isShort = draft.name.trim().length < NAME_LENGTH_MIN;
  const isTinWrong = !TIN.test(draft.tin);
  const refusal = acts.error ? refusalOf(acts.error) : null;
  const isCodeTaken = refusal?.details.why === 'taken';
  const errors = {
    ...(touched && isShort ? { name: t('fillIn') } : {}),
    ...(touched && isTinWrong ? { tin: t('tinWrong') } : {}),
    ...(isCodeTaken ? { code: t('codeTaken') } : {}),
  };
  const submit = () => {
    setTouched(true);
    if (!isShort && !isTinWrong) acts.save(draft);
  };
  const message =
    refusal?.details.why === 'terminals' ? t('hasTerminals') : refusalText(acts.error, locale);
  return (
    <Dialog
      open
      size="lg"
      onClose={props.onClose}
      title={row ? row.name : t('add')}
      actions={
        props.readOnly ? null : (
          <>
            {row ? (
              <Button
                variant="danger"
                className="mr-auto"
                busy={acts.isArchiving}
                onClick={acts.archive}
              >
                {row.archived ? t('restore') : t('archive')}
              </Button>
            ) : null}
            <Button onClick={props.onClose}>{t('cancel')}</Button>
            <Button variant="primary" type="submit" form={FORM} busy={acts.isSaving}>
              {t('save')}
            </Button>
          </>
        )
      }
    >
      <Form id={FORM} onSubmit={submit}>
        {props.readOnly ? <Banner tone="info">{t('ownerOnly')}</Banner> : null}
        <PlaceFields {...{ draft, setDraft, errors }} isNew={row === null} />
        <MoneyFields {...{ draft, setDraft }} />
        {refusal && !isCodeTaken ? <Banner alert tone="review" title={message} /> : null}
      </Form>
    </Dialog>
  );
}

/** Saving and closing; the list and every place that names stores is asked for anew. */
function useStoreActs(row: StoreRow | null, onClose: () => void) {
  const t = useWords(storeWords);
  const utils = trpc.useUtils();
  const done = (text: string) => ({
    onSuccess: () => {
      showToast({ tone: 'ok', text });
      onClose();
    },
    onSettled: () => utils.store.list.invalidate(),
  });
  const add = trpc.store.add.useMutation(done(t('saved')));
  const change = trpc.store.change.useMutation(done(t('saved')));
  const name = row?.name ?? '';
  const archive = trpc.store.archive.useMutation(
    done(row?.archived ? t('restored', { name }) : t('archived', { name })),
  );
  return {
    error: add.error ?? change.error ?? archive.error,
    isSaving: add.isPending || change.isPending,
    isArchiving: archive.isPending,
    save: ({ code, ...rest }: StoreDraft) => {
      const form = { ...rest, utcOffsetMin: 300 as const };
      if (row) change.mutate({ id: row.id, version: row.version, form });
      else add.mutate({ form, ...(code ? { code } : {}) });
    },
    archive: () => {
      if (row) archive.mutate({ id: row.id, archived: !row.archived });
    },
  };
}
