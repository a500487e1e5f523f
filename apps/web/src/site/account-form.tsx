'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, TextField, useLocale, useWords } from '@oson/ui';
import { useMutation } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { knock } from '../wiring/auth-client.ts';
import { refusalOf, refusalText } from '../wiring/refusal.ts';
import { PASSWORD_LENGTH_MIN, passwordError } from './password-words.ts';
import { FormHead } from './site-frame.tsx';

/** Page 1 of the sign-up: two fields. The language is the one on screen. */
export function AccountForm(props: { identifier?: string; page?: string; onDone: () => void }) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const [identifier, setIdentifier] = useState(props.identifier ?? '');
  const [password, setPassword] = useState('');
  const [touched, setTouched] = useState(false);
  const signUp = useMutation({
    mutationFn: () => knock('sign-up', { identifier, password, locale }),
    onSuccess: props.onDone,
  });
  const refusal = signUp.error ? refusalOf(signUp.error) : null;
  const isWrongIdentifier = refusal?.code === 'BAD_INPUT' && refusal.details.field === 'identifier';
  const tooShort = touched && password.length < PASSWORD_LENGTH_MIN;
  const passwordNote = tooShort
    ? t('weakShort', { min: PASSWORD_LENGTH_MIN })
    : passwordError(signUp.error, t);
  const identifierNote =
    touched && !identifier.trim()
      ? t('fillIn')
      : isWrongIdentifier
        ? t('badIdentifier')
        : undefined;
  const isOther = refusal && !isWrongIdentifier && refusal.code !== 'WEAK_PASSWORD';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (identifier.trim() && password.length >= PASSWORD_LENGTH_MIN) signUp.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead
        title={t('startTitle')}
        text={t('startText')}
        {...(props.page ? { page: props.page } : {})}
      />
      <TextField
        size="lg"
        name="identifier"
        autoFocus
        autoComplete="username"
        label={t('identifier')}
        hint={t('identifierHint')}
        value={identifier}
        onChange={setIdentifier}
        {...(identifierNote ? { error: identifierNote } : {})}
      />
      <TextField
        size="lg"
        name="password"
        type="password"
        autoComplete="new-password"
        label={t('password')}
        hint={t('passwordHint', { min: PASSWORD_LENGTH_MIN })}
        value={password}
        onChange={setPassword}
        {...(passwordNote ? { error: passwordNote } : {})}
      />
      {isOther ? <Banner alert tone="review" title={refusalText(signUp.error, locale)} /> : null}
      <Button type="submit" variant="primary" size="lg" block busy={signUp.isPending}>
        {t('next')}
        <ArrowRight aria-hidden="true" />
      </Button>
      <p className="text-center text-ink-2">
        {t('haveAccount')}{' '}
        <Link href="/sign-in" className="text-turq underline underline-offset-4">
          {t('signIn')}
        </Link>
      </p>
    </form>
  );
}
