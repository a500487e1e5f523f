'use client';

import { normalisePhone } from '@oson/domain';
import { officeShellWords, stockWords } from '@oson/messages/office';
import { Banner, Button, MoneyField, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { Form, FormActions } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import type { CustomerDetail } from './customer-types.ts';

const NAME_MAX = 120;

type Values = { name: string; phone: string; debtLimit: number | null };
const valuesOf = (customer: CustomerDetail): Values => ({
  name: customer.name,
  phone: customer.phone ?? '',
  debtLimit: customer.debtLimit,
});

/**
 * Changes name, phone and limit of what the person saw. When somebody else was quicker nothing is
 * overwritten: the newer details are shown, and the change can be made again.
 */
export function CustomerForm(props: { customer: CustomerDetail; onDone: () => void }) {
  const t = useWords(stockWords);
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const { customer } = props;
  const [values, setValues] = useState(() => valuesOf(customer));
  const [seen, setSeen] = useState(customer.version);
  const [tried, setTried] = useState(false);
  if (customer.version !== seen) {
    setSeen(customer.version);
    setValues(valuesOf(customer));
  }
  const utils = trpc.useUtils();
  const change = trpc.customer.change.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('saved') });
      props.onDone();
    },
    onSettled: () => utils.customer.invalidate(),
  });
  const isNameWrong = values.name.trim() === '';
  const isPhoneWrong = values.phone.trim() !== '' && normalisePhone(values.phone) === null;
  const save = () => {
    setTried(true);
    if (isNameWrong || isPhoneWrong) return;
    change.mutate({
      customerId: customer.id,
      version: seen,
      name: values.name.trim(),
      phone: values.phone.trim() || null,
      debtLimit: values.debtLimit,
    });
  };
  const isStale = change.error !== null && refusalOf(change.error).code === 'CHANGED_MEANWHILE';
  return (
    <Form onSubmit={save} busy={change.isPending}>
      {change.error ? (
        <Banner
          alert
          tone="review"
          title={isStale ? t('changedMeanwhile') : refusalText(change.error, locale)}
        />
      ) : null}
      <TextField
        autoFocus
        label={t('name')}
        value={values.name}
        maxLength={NAME_MAX}
        error={tried && isNameWrong ? t('nameNeeded') : null}
        onChange={(name) => setValues({ ...values, name })}
      />
      <TextField
        type="tel"
        label={t('phone')}
        value={values.phone}
        maxLength={30}
        error={tried && isPhoneWrong ? t('phoneWrong') : null}
        onChange={(phone) => setValues({ ...values, phone })}
      />
      <MoneyField
        label={t('limit')}
        hint={t('limitHint')}
        tiyin={values.debtLimit}
        onChange={(debtLimit) => setValues({ ...values, debtLimit })}
      />
      <FormActions>
        <Button onClick={props.onDone}>{shell('cancel')}</Button>
        <Button variant="primary" type="submit" busy={change.isPending}>
          {shell('save')}
        </Button>
      </FormActions>
    </Form>
  );
}
