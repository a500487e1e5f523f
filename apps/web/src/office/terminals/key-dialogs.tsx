'use client';

import { terminalWords } from '@oson/messages/admin';
import { Banner, Button, Dialog, Select, TextField, useLocale, useWords } from '@oson/ui';
import { ConfirmDialog, Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { useStores } from '../lists/store-select.tsx';
import type { KeyRow } from './keys-panel.tsx';

const FORM = 'key-form';

/** Makes a key and shows it, this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(terminalWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const stores = useStores();
  const [name, setName] = useState('');
  const [chosen, setStore] = useState<string | null>(null);
  const storeId = chosen ?? stores[0]?.id ?? '';
  const create = trpc.terminal.createKey.useMutation({
    onSettled: () => utils.terminal.listKeys.invalidate(),
  });
  if (create.data) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('tabKeys')}
        actions={
          <Button variant="primary" onClick={onClose}>
            {t('keyDone')}
          </Button>
        }
      >
        <Banner tone="wait" title={t('keyOnce')} />
        <code className="mt-3 block rounded-1 bg-sunken p-3 break-all select-all">
          {create.data.key}
        </code>
      </Dialog>
    );
  }
  const submit = () => {
    if (name.trim() && storeId) create.mutate({ name, storeId });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('addKey')}
      description={t('keysText')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={create.isPending}>
            {t('addKey')}
          </Button>
        </>
      }
    >
      <Form id={FORM} onSubmit={submit}>
        <TextField autoFocus label={t('keyName')} maxLength={60} value={name} onChange={setName} />
        <Select
          label={t('store')}
          value={storeId}
          options={stores.map((store) => ({ value: store.id, label: store.name }))}
          onChange={setStore}
        />
        {create.error ? (
          <Banner alert tone="review" title={refusalText(create.error, locale)} />
        ) : null}
      </Form>
    </Dialog>
  );
}

export function RevokeKeyDialog({ row, onClose }: { row: KeyRow; onClose: () => void }) {
  const t = useWords(terminalWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const revoke = trpc.terminal.revokeKey.useMutation({
    onSuccess: onClose,
    onSettled: () => utils.terminal.listKeys.invalidate(),
  });
  return (
    <ConfirmDialog
      open
      danger
      title={`${t('keyRevoke')}: ${row.name}`}
      text={t('keyRevokeText')}
      confirmLabel={t('keyRevoke')}
      cancelLabel={t('cancel')}
      busy={revoke.isPending}
      onCancel={onClose}
      onConfirm={() => revoke.mutate({ id: row.id })}
    >
      {revoke.error ? (
        <Banner alert tone="review" title={refusalText(revoke.error, locale)} />
      ) : null}
    </ConfirmDialog>
  );
}
