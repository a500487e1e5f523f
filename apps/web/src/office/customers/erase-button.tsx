'use client';

import { stockWords } from '@oson/messages/office';
import { Banner, Button, showToast, useLocale, useWords } from '@oson/ui';
import { ConfirmDialog } from '@oson/ui/office';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { CustomerDetail } from './customer-types.ts';

/** Takes a person's name and phone out of everything, for good; only the owner may, and types the name. */
export function EraseButton(props: { customer: CustomerDetail; onErased: () => void }) {
  const t = useWords(stockWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const me = trpc.account.me.useQuery();
  const [asked, setAsked] = useState(false);
  const erase = trpc.customer.erase.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('erased') });
      props.onErased();
    },
    onSettled: () => utils.customer.invalidate(),
  });
  const { id: customerId, name } = props.customer;
  if (me.data?.office?.role !== 'owner' || name === '') return null;
  return (
    <>
      <Button
        variant="danger"
        icon={<UserX />}
        data-testid="customer-erase"
        onClick={() => setAsked(true)}
      >
        {t('eraseCustomer')}
      </Button>
      <ConfirmDialog
        open={asked}
        danger
        title={t('eraseTitle', { name })}
        text={t('eraseText')}
        typedWord={name.trim()}
        typedLabel={t('eraseWord')}
        confirmLabel={t('eraseCustomer')}
        cancelLabel={t('cancelErase')}
        busy={erase.isPending}
        onCancel={() => setAsked(false)}
        onConfirm={() => erase.mutate({ customerId })}
      >
        {erase.error ? (
          <Banner alert tone="review" title={refusalText(erase.error, locale)} />
        ) : null}
      </ConfirmDialog>
    </>
  );
}
