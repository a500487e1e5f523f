'use client';

import { staffWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  Checkbox,
  Dialog,
  Field,
  Segmented,
  showToast,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { pinError } from './pin-error.ts';
import type { StaffRow } from './use-staff-list.ts';

type Role = StaffRow['role'];
const FORM = 'staff-form';

/** Name, role, stores, and for a new person the PIN they begin with. */
export function StaffForm(props: {
  row: StaffRow | null;
  stores: { id: string; name: string }[];
  onClose: () => void;
}) {
  const { row, stores } = props;
  const t = useWords(staffWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [name, setName] = useState(row?.name ?? '');
  const [role, setRole] = useState<Role>(row?.role ?? 'cashier');
  // Until somebody chooses, a new person works everywhere; the stores may still be on their way.
  const [chosen, setStoreIds] = useState(row?.storeIds ?? null);
  const storeIds = chosen ?? stores.map(({ id }) => id);
  const [pin, setPin] = useState('');
  const [touched, setTouched] = useState(false);
  const done = {
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('saved') });
      props.onClose();
    },
    onSettled: () => utils.staff.list.invalidate(),
  };
  const add = trpc.staff.add.useMutation(done);
  const change = trpc.staff.change.useMutation(done);
  const error = add.error ?? change.error;
  const badPin = pinError(error, role, t);
  const submit = () => {
    setTouched(true);
    if (!name.trim() || storeIds.length === 0) return;
    const person = { name, role, storeIds };
    if (row) change.mutate({ ...person, id: row.id, version: row.version });
    else add.mutate({ ...person, ...(pin ? { pin } : {}) });
  };
  const isRaised = row?.role === 'cashier' && role !== 'cashier' && row.hasPin;
  const isOther = error && refusalOf(error).code !== 'BAD_PIN';
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={row ? t('edit') : t('add')}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM}
            disabled={stores.length === 0}
            busy={add.isPending || change.isPending}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Form id={FORM} onSubmit={submit}>
        <TextField
          autoFocus
          label={t('name')}
          maxLength={80}
          value={name}
          onChange={setName}
          {...(touched && !name.trim() ? { error: t('fillIn') } : {})}
        />
        <Field label={t('role')} htmlFor="staff-role">
          <Segmented<Role>
            block
            label={t('role')}
            value={role}
            onChange={setRole}
            options={(['cashier', 'manager', 'owner'] as const).map((each) => ({
              value: each,
              label: t(each),
            }))}
          />
        </Field>
        {isRaised ? <Banner tone="wait">{t('raised')}</Banner> : null}
        <StoresField {...{ stores, storeIds, setStoreIds, touched }} />
        {row ? null : (
          <TextField
            label={t('pin')}
            figures
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            hint={role === 'cashier' ? t('pinCashier') : t('pinManager')}
            value={pin}
            onChange={(text) => setPin(text.replace(/\D/g, ''))}
            {...(badPin ? { error: badPin } : {})}
          />
        )}
        {isOther ? <Banner alert tone="review" title={refusalText(error, locale)} /> : null}
      </Form>
    </Dialog>
  );
}

function StoresField(props: {
  stores: { id: string; name: string }[];
  storeIds: string[];
  setStoreIds: (ids: string[]) => void;
  touched: boolean;
}) {
  const t = useWords(staffWords);
  const { stores, storeIds, setStoreIds } = props;
  if (stores.length < 2) return null;
  const toggle = (id: string, on: boolean) =>
    setStoreIds(on ? [...storeIds, id] : storeIds.filter((each) => each !== id));
  const error = props.touched && storeIds.length === 0 ? t('chooseStore') : undefined;
  return (
    <Field label={t('stores')} htmlFor="staff-stores" {...(error ? { error } : {})}>
      <div id="staff-stores" className="grid gap-1 sm:grid-cols-2">
        {stores.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={storeIds.includes(id)}
            onChange={(on) => toggle(id, on)}
          />
        ))}
      </div>
    </Field>
  );
}
