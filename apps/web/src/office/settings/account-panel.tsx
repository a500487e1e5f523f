'use client';

import { LOCALE_NAMES, LOCALES, type Locale } from '@oson/messages';
import { accountWords } from '@oson/messages/admin';
import { siteWords } from '@oson/messages/site';
import {
  Banner,
  Button,
  Select,
  showToast,
  Spinner,
  TextField,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form, FormSection } from '@oson/ui/office';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { passwordError } from '../../site/password-words.ts';
import { knock } from '../../wiring/auth-client.ts';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { Addresses } from './addresses.tsx';
import { SecondFactor } from './second-factor.tsx';

/** One's own account: name, language, addresses, password, second factor. */
export function AccountPanel() {
  const t = useWords(accountWords);
  const format = useFormat();
  const me = trpc.account.me.useQuery();
  const own = me.data?.own;
  if (!own) return <Spinner />;
  return (
    <>
      {own.proven ? null : (
        <Banner
          tone="wait"
          title={t('proofDue', { until: format.dateTime(own.proofDueAt) })}
          actions={
            <Link href="/prove" className="text-turq underline underline-offset-4">
              {t('proveNow')}
            </Link>
          }
        />
      )}
      <Person name={own.name} locale={own.locale} />
      <Addresses own={own} />
      <Password />
      <SecondFactor own={own} />
    </>
  );
}

function Person(props: { name: string; locale: string }) {
  const t = useWords(accountWords);
  const { setLocale } = useLocale();
  const utils = trpc.useUtils();
  const [name, setName] = useState(props.name);
  const settled = {
    onSuccess: () => showToast({ tone: 'ok', text: t('saved') }),
    onSettled: () => utils.account.me.invalidate(),
  };
  const rename = trpc.account.rename.useMutation(settled);
  const speak = trpc.account.setLocale.useMutation(settled);
  const choose = (locale: Locale) => {
    setLocale(locale);
    speak.mutate({ locale });
  };
  return (
    <FormSection title={t('person')}>
      <Form
        onSubmit={() => {
          if (name.trim()) rename.mutate({ name });
        }}
      >
        <TextField label={t('name')} maxLength={80} value={name} onChange={setName} />
        <Select<Locale>
          label={t('language')}
          hint={t('languageText')}
          value={LOCALES.find((each) => each === props.locale) ?? 'uz-Latn'}
          options={LOCALES.map((each) => ({ value: each, label: LOCALE_NAMES[each] }))}
          onChange={choose}
        />
        <div>
          <Button
            variant="primary"
            type="submit"
            disabled={name === props.name}
            busy={rename.isPending}
          >
            {t('save')}
          </Button>
        </div>
      </Form>
    </FormSection>
  );
}

function Password() {
  const t = useWords(accountWords);
  const site = useWords(siteWords);
  const { locale } = useLocale();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => knock('change-password', { current, next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      showToast({ tone: 'ok', text: t('passwordChanged') });
    },
  });
  const weak = change.error ? passwordError(change.error, site) : undefined;
  return (
    <FormSection title={t('password')} text={t('passwordText')}>
      <Form
        onSubmit={() => {
          if (current && next) change.mutate();
        }}
      >
        <TextField
          type="password"
          autoComplete="current-password"
          label={t('currentPassword')}
          value={current}
          onChange={setCurrent}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t('newPassword')}
          value={next}
          onChange={setNext}
          {...(weak ? { error: weak } : {})}
        />
        {change.error && !weak ? (
          <Banner alert tone="review" title={refusalText(change.error, locale)} />
        ) : null}
        <div>
          <Button variant="primary" type="submit" busy={change.isPending}>
            {t('changePassword')}
          </Button>
        </div>
      </Form>
    </FormSection>
  );
}
