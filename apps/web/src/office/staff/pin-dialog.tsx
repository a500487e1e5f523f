'use client';

import { staffWords } from '@oson/messages/admin';
import { Banner, Button, Dialog, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { pinError } from './pin-error.ts';
import type { StaffRow } from './use-staff-list.ts';

const FORM = 'pin-form';

/** Sets a person's PIN; what is typed is shown only while it is typed. */
export function PinDialog({ row, onClose }: { row: StaffRow; onClose: () => void }) {
  const t = useWords(staffWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [pin, setPin] = useState('');
  const set = trpc.staff.setPin.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('pinSaved', { name: row.name }) });
      onClose();
    },
    onSettled: () => utils.staff.list.invalidate(),
  });
  const badPin = pinError(set.error, row.role, t);
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('setPin')}
      description={t('pinText', { name: row.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={set.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Form id={FORM} onSubmit={() => set.mutate({ id: row.id, pin })}>
        <TextField
          autoFocus
          figures
          label={t('pin')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          hint={row.role === 'cashier' ? t('pinCashier') : t('pinManager')}
          value={pin}
          onChange={(text) => setPin(text.replace(/\D/g, ''))}
          {...(badPin ? { error: badPin } : {})}
        />
        {set.error && !badPin ? (
          <Banner alert tone="review" title={refusalText(set.error, locale)} />
        ) : null}
      </Form>
    </Dialog>
  );
}
