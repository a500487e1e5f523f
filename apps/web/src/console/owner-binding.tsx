'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Banner, Button, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { Card, Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';

const REASON_LENGTH_MIN = 10;

/** A chain that was made again from a terminal's certificate gets its owner, with a reason. */
export function OwnerBinding({ tenantId }: { tenantId: string }) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [identifier, setIdentifier] = useState('');
  const [reason, setReason] = useState('');
  const bind = trpc.console.bindOwner.useMutation({
    onSuccess: ({ ownerName }) => showToast({ tone: 'ok', text: ownerName }),
    onSettled: () => utils.console.health.invalidate(),
  });
  const isReady = identifier.trim().length > 4 && reason.trim().length >= REASON_LENGTH_MIN;
  return (
    <Card title={t('recoveredTitle')}>
      <p className="mb-2 text-ink-2">{t('recoveredText')}</p>
      <Form
        onSubmit={() => {
          if (isReady) bind.mutate({ tenantId, identifier, reason });
        }}
      >
        <TextField
          label={t('ownerAddress')}
          maxLength={120}
          value={identifier}
          onChange={setIdentifier}
        />
        <TextField label={t('reason')} maxLength={300} value={reason} onChange={setReason} />
        <Button variant="primary" type="submit" disabled={!isReady} busy={bind.isPending}>
          {t('bindOwner')}
        </Button>
        {bind.error ? <Banner alert tone="review" title={refusalText(bind.error, locale)} /> : null}
      </Form>
    </Card>
  );
}
