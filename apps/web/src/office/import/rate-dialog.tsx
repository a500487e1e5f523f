'use client';

import { importWords } from '@oson/messages/import';
import { Button, Dialog, MoneyField, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useId, useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import type { ImportPreview } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

/** So'm for one dollar, for prices that the file has in dollars; the chain's own rate is offered. */
export function RateDialog(props: {
  open: boolean;
  preview: ImportPreview;
  acts: ImportActs;
  onClose: () => void;
}) {
  const t = useWords(importWords);
  const formId = useId();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      size="sm"
      title={t('rateTitle')}
      description={t('rateText')}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t('save')}
          </Button>
        </>
      }
    >
      <RateForm {...props} formId={formId} />
    </Dialog>
  );
}

function RateForm(props: {
  formId: string;
  preview: ImportPreview;
  acts: ImportActs;
  onClose: () => void;
}) {
  const t = useWords(importWords);
  const settings = trpc.tenant.settings.useQuery();
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const known = props.preview.usdRate ?? settings.data?.usdRate ?? null;
  const rate = typed === undefined ? known : typed;
  const send = () => {
    if (rate === null || rate <= 0) return;
    props.acts.change({ usdRate: rate });
    props.onClose();
  };
  return (
    <Form id={props.formId} onSubmit={send}>
      <MoneyField autoFocus label={t('rateLabel')} tiyin={rate} onChange={setTyped} />
    </Form>
  );
}
