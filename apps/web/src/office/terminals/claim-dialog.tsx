'use client';

import { terminalWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  Dialog,
  Select,
  showToast,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { originsOf } from '../../wiring/origins-client.ts';
import { refusalText } from '../../wiring/refusal.ts';
import { useStores } from '../lists/store-select.tsx';
import type { TerminalRow } from './terminals-panel.tsx';

const FORM = 'claim-form';
const CODE_LENGTH = 8;
const NEW = 'new';

/** A new device: its 8-character code, the store it stands in, and what people call it. */
export function ClaimDialog(props: { terminals: TerminalRow[]; onClose: () => void }) {
  const t = useWords(terminalWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const stores = useStores();
  const origins = useQuery({ queryKey: ['origins'], queryFn: originsOf });
  const [code, setCode] = useState('');
  const [chosenStore, setStore] = useState<string | null>(null);
  const [terminalId, setTerminalId] = useState(NEW);
  const [typedName, setName] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const storeId = chosenStore ?? stores[0]?.id ?? '';
  const inStore = props.terminals.filter((row) => row.storeId === storeId && row.kind === 'device');
  const known = inStore.find((row) => row.id === terminalId);
  const name = typedName ?? known?.name ?? '';
  const claim = trpc.terminal.claim.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('claimed', { name }) });
      props.onClose();
    },
    onSettled: () => utils.terminal.list.invalidate(),
  });
  const isShort = code.replace(/[^a-z0-9]/gi, '').length < CODE_LENGTH;
  const submit = () => {
    setTouched(true);
    if (isShort || !name.trim() || !storeId) return;
    claim.mutate({ code, storeId, name, ...(known ? { terminalId: known.id } : {}) });
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('add')}
      description={t('addText', { address: `${origins.data?.pos ?? ''}/pos` })}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM}
            data-testid="claim-save"
            busy={claim.isPending || storeId === ''}
          >
            {t('claim')}
          </Button>
        </>
      }
    >
      <Form id={FORM} onSubmit={submit}>
        <TextField
          autoFocus
          figures
          size="lg"
          data-testid="claim-code"
          label={t('codeLabel')}
          autoComplete="off"
          maxLength={12}
          inputClassName="uppercase tracking-[.12em]"
          value={code}
          onChange={setCode}
          {...(touched && isShort ? { error: t('fillIn') } : {})}
        />
        <Select
          label={t('store')}
          value={storeId}
          options={stores.map((store) => ({ value: store.id, label: store.name }))}
          onChange={setStore}
        />
        <Select
          label={t('sameAs')}
          hint={t('sameAsHint')}
          value={known ? known.id : NEW}
          options={[
            { value: NEW, label: t('sameAsNone') },
            ...inStore.map((row) => ({ value: row.id, label: row.name })),
          ]}
          onChange={setTerminalId}
        />
        <TextField
          label={t('name')}
          data-testid="claim-name"
          maxLength={60}
          value={name}
          onChange={setName}
          {...(touched && !name.trim() ? { error: t('fillIn') } : {})}
        />
        {claim.error ? (
          <Banner alert tone="review" title={refusalText(claim.error, locale)} />
        ) : null}
      </Form>
    </Dialog>
  );
}
