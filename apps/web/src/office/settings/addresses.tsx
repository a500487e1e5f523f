'use client';

import type { AppRouter } from '@oson/api';
import { accountWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  Dialog,
  showToast,
  Tag,
  TextField,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form, FormSection } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';

export type Own = NonNullable<inferRouterOutputs<AppRouter>['account']['me']>['own'];
type Channel = 'email' | 'phone';
const FORM = 'address-form';

/** What one signs in with; a change counts only after the code sent to the new address. */
export function Addresses({ own }: { own: Own }) {
  const t = useWords(accountWords);
  const format = useFormat();
  const [changed, setChanged] = useState<Channel | null>(null);
  const rows = [
    { id: 'email' as const, label: t('email'), value: own.email, proven: own.emailProven },
    {
      id: 'phone' as const,
      label: t('phone'),
      value: own.phone && format.phone(own.phone),
      proven: own.phoneProven,
    },
  ];
  return (
    <FormSection title={t('addresses')}>
      <ul className="grid gap-2">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-3">
            <span className="w-32 text-ink-2">{row.label}</span>
            <b className="n font-600">{row.value ?? t('none')}</b>
            {row.value ? (
              <Tag tone={row.proven ? 'ok' : 'wait'}>
                {row.proven ? t('proven') : t('unproven')}
              </Tag>
            ) : null}
            <span className="flex-1" />
            <Button onClick={() => setChanged(row.id)}>
              {row.id === 'email' ? t('changeEmail') : t('changePhone')}
            </Button>
          </li>
        ))}
      </ul>
      {changed ? <ChangeAddress channel={changed} onClose={() => setChanged(null)} /> : null}
    </FormSection>
  );
}

function ChangeAddress({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useWords(accountWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const start = trpc.account.startAddressChange.useMutation();
  const finish = trpc.account.finishAddressChange.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('addressChanged') });
      onClose();
    },
    onSettled: () => utils.account.me.invalidate(),
  });
  const sentTo = start.data?.to;
  const error = finish.error ?? start.error;
  const submit = () => {
    // The address says by itself what it is: a phone typed here changes the phone.
    if (start.data) finish.mutate({ channel: start.data.channel, code: code.trim() });
    else if (address.trim() && password) start.mutate({ address, password });
  };
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={channel === 'email' ? t('changeEmail') : t('changePhone')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM}
            busy={start.isPending || finish.isPending}
          >
            {sentTo ? t('confirm') : t('sendCode')}
          </Button>
        </>
      }
    >
      <Form id={FORM} onSubmit={submit}>
        {sentTo ? (
          <>
            <Banner tone="info">{t('codeSentTo', { to: sentTo })}</Banner>
            <TextField
              autoFocus
              figures
              label={t('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={setCode}
            />
          </>
        ) : (
          <>
            <TextField
              autoFocus
              label={channel === 'email' ? t('newEmail') : t('newPhone')}
              type={channel === 'email' ? 'email' : 'tel'}
              value={address}
              onChange={setAddress}
            />
            <TextField
              type="password"
              autoComplete="current-password"
              label={t('yourPassword')}
              value={password}
              onChange={setPassword}
            />
          </>
        )}
        {error ? <Banner alert tone="review" title={refusalText(error, locale)} /> : null}
      </Form>
    </Dialog>
  );
}
