'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Banner, Button, showToast, useFormat, useLocale, useWords } from '@oson/ui';
import { ConfirmDialog } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { Settings } from './chain-panel.tsx';

/** The owner closes the chain, and may take that back while its terminals still send. */
export function CloseAccount({ settings }: { settings: Settings }) {
  const t = useWords(ledgerWords);
  const format = useFormat();
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const me = trpc.account.me.useQuery();
  const [isAsking, setIsAsking] = useState(false);
  const options = {
    onSuccess: () => showToast({ tone: 'ok', text: t('done') }),
    onSettled: () => {
      setIsAsking(false);
      void utils.tenant.settings.invalidate();
      void utils.account.me.invalidate();
    },
  } as const;
  const close = trpc.tenant.close.useMutation(options);
  const reopen = trpc.tenant.reopen.useMutation(options);
  const error = close.error ?? reopen.error;
  if (me.data?.office?.role !== 'owner') return null;
  const { closing } = settings;
  return (
    <section className="mt-8" data-testid="close-account">
      {closing ? (
        <Banner tone="review" title={t('closedTitle')}>
          <p>
            {t('closedText', {
              sendUntil: format.date(closing.sendUntil),
              keptUntil: format.date(closing.keptUntil),
            })}
          </p>
          <Button className="mt-2" busy={reopen.isPending} onClick={() => reopen.mutate()}>
            {t('reopen')}
          </Button>
        </Banner>
      ) : settings.status === 'active' ? (
        <Button variant="danger" onClick={() => setIsAsking(true)}>
          {t('closeAccount')}
        </Button>
      ) : null}
      {error ? <Banner alert tone="review" title={refusalText(error, locale)} /> : null}
      <ConfirmDialog
        open={isAsking}
        danger
        title={t('closeTitle', { name: settings.name })}
        text={t('closeText')}
        confirmLabel={t('closeAccount')}
        cancelLabel={t('cancel')}
        typedWord={settings.name}
        typedLabel={settings.name}
        busy={close.isPending}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => close.mutate({ confirm: true })}
      />
    </section>
  );
}
