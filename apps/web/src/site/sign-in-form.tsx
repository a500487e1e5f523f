'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, TextField, useLocale, useWords } from '@oson/ui';
import { useMutation } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { knock } from '../wiring/auth-client.ts';
import { refusalText } from '../wiring/refusal.ts';
import { FormHead } from './site-frame.tsx';

export type SignedIn = { isSupport: boolean };
type Props = {
  title: string;
  text: string;
  identifier?: string;
  /** Links to sign-up and forgotten password; the console has none. */
  withLinks?: boolean;
  onDone: (who: SignedIn) => void;
};

/** Address and password, then the second factor where one is set. */
export function SignInForm(props: Props) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const [identifier, setIdentifier] = useState(props.identifier ?? '');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      knock<{ secondFactor: boolean; isSupport: boolean }>('sign-in', { identifier, password }),
    onSuccess: (answer) => {
      if (answer.secondFactor) setNeedsCode(true);
      else props.onDone(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (identifier.trim() && password) signIn.mutate();
  };
  if (needsCode) return <SecondFactorForm onDone={props.onDone} />;
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead title={props.title} text={props.text} />
      <TextField
        size="lg"
        name="identifier"
        autoFocus
        autoComplete="username"
        label={t('identifier')}
        value={identifier}
        onChange={setIdentifier}
      />
      <TextField
        size="lg"
        name="password"
        type="password"
        autoComplete="current-password"
        label={t('password')}
        value={password}
        onChange={setPassword}
      />
      {signIn.error ? (
        <Banner alert tone="review" title={refusalText(signIn.error, locale)} />
      ) : null}
      <Button type="submit" variant="primary" size="lg" block busy={signIn.isPending}>
        {t('signIn')}
        <ArrowRight aria-hidden="true" />
      </Button>
      {props.withLinks ? <Links /> : null}
    </form>
  );
}

function Links() {
  const t = useWords(siteWords);
  const look = 'text-turq underline underline-offset-4';
  return (
    <p className="flex flex-wrap justify-between gap-3 text-ink-2">
      <Link href="/forgot-password" className={look}>
        {t('forgot')}
      </Link>
      <span>
        {t('noAccount')}{' '}
        <Link href="/sign-up" className={look}>
          {t('signUp')}
        </Link>
      </span>
    </p>
  );
}

function SecondFactorForm({ onDone }: { onDone: (who: SignedIn) => void }) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const [code, setCode] = useState('');
  const verify = useMutation({
    mutationFn: () => knock<SignedIn>('second-factor', { code }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) verify.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead title={t('codeTitle')} text={t('codeText')} />
      <TextField
        size="lg"
        name="code"
        autoFocus
        figures
        autoComplete="one-time-code"
        inputMode="numeric"
        label={t('code')}
        value={code}
        onChange={setCode}
      />
      {verify.error ? (
        <Banner alert tone="review" title={refusalText(verify.error, locale)} />
      ) : null}
      <Button type="submit" variant="primary" size="lg" block busy={verify.isPending}>
        {t('confirm')}
      </Button>
    </form>
  );
}
