'use client';

import { accountWords } from '@oson/messages/admin';
import { Banner, Button, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { Form, FormSection } from '@oson/ui/office';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { renderSVG } from 'uqr';
import { knock } from '../../wiring/auth-client.ts';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import type { Own } from './addresses.tsx';

type Started = { totpUri: string; backupCodes: string[] };

/** Signing in with a code of an app besides the password: on, off, and the codes for bad days. */
export function SecondFactor({ own }: { own: Own }) {
  const t = useWords(accountWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [password, setPassword] = useState('');
  const refresh = () => {
    setPassword('');
    void utils.account.me.invalidate();
  };
  const start = useMutation({
    mutationFn: () => knock<Started>('second-factor/start', { password }),
  });
  const stop = useMutation({
    mutationFn: () => knock('second-factor/stop', { password }),
    onSuccess: () => {
      refresh();
      showToast({ text: t('factorStopped') });
    },
  });
  const act = own.hasSecondFactor ? stop : start;
  const needsProof = act.error && refusalOf(act.error).details.why === 'proof';
  if (start.data && !own.hasSecondFactor) {
    return (
      <FormSection title={t('factor')}>
        <Confirm started={start.data} onDone={refresh} />
      </FormSection>
    );
  }
  return (
    <FormSection title={t('factor')} text={own.hasSecondFactor ? t('factorOn') : t('factorOff')}>
      <Form
        onSubmit={() => {
          if (password) act.mutate();
        }}
      >
        <TextField
          type="password"
          autoComplete="current-password"
          label={t('yourPassword')}
          value={password}
          onChange={setPassword}
        />
        {act.error ? (
          <Banner
            alert
            tone="review"
            title={needsProof ? t('factorNeedsProof') : refusalText(act.error, locale)}
          />
        ) : null}
        <div>
          <Button
            type="submit"
            variant={own.hasSecondFactor ? 'danger' : 'primary'}
            busy={act.isPending}
          >
            {own.hasSecondFactor ? t('factorStop') : t('factorStart')}
          </Button>
        </div>
      </Form>
    </FormSection>
  );
}

function Confirm({ started, onDone }: { started: Started; onDone: () => void }) {
  const t = useWords(accountWords);
  const { locale } = useLocale();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => knock('second-factor/confirm', { code: code.trim() }),
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('factorDone') });
      onDone();
    },
  });
  const secret = new URL(started.totpUri).searchParams.get('secret') ?? '';
  // An image, so that no markup of a library enters the page.
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(started.totpUri))}`;
  return (
    <Form
      onSubmit={() => {
        if (code.trim()) confirm.mutate();
      }}
    >
      <p className="text-ink-2">{t('factorScan')}</p>
      <img src={picture} alt="" width={168} height={168} className="rounded-1 bg-white" />
      <p>
        {t('factorKey')}: <code className="break-all select-all">{secret}</code>
      </p>
      <Banner tone="wait" title={t('factorBackup')}>
        <code className="grid grid-cols-2 gap-1 select-all">
          {started.backupCodes.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </code>
      </Banner>
      <TextField
        figures
        label={t('factorCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      {confirm.error ? (
        <Banner alert tone="review" title={refusalText(confirm.error, locale)} />
      ) : null}
      <div>
        <Button variant="primary" type="submit" busy={confirm.isPending}>
          {t('confirm')}
        </Button>
      </div>
    </Form>
  );
}
