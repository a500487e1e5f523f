'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, TextField, useLocale, useWords } from '@oson/ui';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { knock } from '../wiring/auth-client.ts';
import { refusalText } from '../wiring/refusal.ts';
import { PASSWORD_LENGTH_MIN, passwordError } from './password-words.ts';
import { FormHead } from './site-frame.tsx';

/** Asks for a code, then for the code with a new password. A letter's link fills both in. */
export function ResetForm(props: { fragment: string }) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const given = new URLSearchParams(props.fragment);
  const [identifier, setIdentifier] = useState(given.get('identifier') ?? '');
  const [code, setCode] = useState(given.get('code') ?? '');
  const [password, setPassword] = useState('');
  const [isSent, setIsSent] = useState(given.has('code'));
  const ask = useMutation({
    mutationFn: () => knock('reset/ask', { identifier }),
    onSuccess: () => setIsSent(true),
  });
  const finish = useMutation({
    mutationFn: () => knock('reset/finish', { identifier, code, password }),
  });
  const weak = passwordError(finish.error, t);
  const error = isSent ? (weak ? null : finish.error) : ask.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSent) ask.mutate();
    else if (code.trim() && password) finish.mutate();
  };
  if (finish.isSuccess) {
    return (
      <div className="grid gap-4">
        <FormHead title={t('forgotTitle')} />
        <Banner tone="ok" title={t('passwordSet')} />
        <Link href="/sign-in" className="text-turq underline underline-offset-4">
          {t('signIn')}
        </Link>
      </div>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead title={t('forgotTitle')} text={isSent ? t('codeSent') : t('forgotText')} />
      <TextField
        size="lg"
        name="identifier"
        autoComplete="username"
        label={t('identifier')}
        value={identifier}
        onChange={setIdentifier}
      />
      {isSent ? (
        <>
          <TextField
            size="lg"
            name="code"
            figures
            inputMode="numeric"
            autoComplete="one-time-code"
            label={t('resetCode')}
            value={code}
            onChange={setCode}
          />
          <TextField
            size="lg"
            name="password"
            type="password"
            autoComplete="new-password"
            label={t('newPassword')}
            hint={t('passwordHint', { min: PASSWORD_LENGTH_MIN })}
            value={password}
            onChange={setPassword}
            {...(weak ? { error: weak } : {})}
          />
        </>
      ) : null}
      {error ? <Banner alert tone="review" title={refusalText(error, locale)} /> : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        busy={ask.isPending || finish.isPending}
      >
        {isSent ? t('setPassword') : t('sendCode')}
      </Button>
    </form>
  );
}
