'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, ChoiceTile, Select, TextField, useLocale, useWords } from '@oson/ui';
import { ArrowRight } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import { FormHead } from './site-frame.tsx';
import { CITIES, TRADE_TILES, type TradeId } from './trades.ts';

type ShopFormProps = {
  trade: TradeId;
  onTrade: (trade: TradeId) => void;
  name: string;
  onName: (name: string) => void;
  /** The person's name in their account; a phone number where none was given. */
  accountName: string;
};
const NAME_LENGTH_MIN = 2;

/** Page 2 of the sign-up: name, trade, city; then this browser goes to its till in practice. */
export function ShopForm(props: ShopFormProps) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const [city, setCity] = useState<string>(CITIES[0].id);
  const [touched, setTouched] = useState(false);
  const counts = trpc.tenant.sampleCounts.useQuery(undefined, {
    staleTime: Number.POSITIVE_INFINITY,
  });
  const create = trpc.tenant.create.useMutation({
    onSuccess: ({ posOrigin, practiceCode }) => {
      window.location.assign(`${posOrigin}/pos#enrol=${practiceCode}`);
    },
  });
  const isShort = props.name.trim().length < NAME_LENGTH_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (isShort) return;
    const ownerName = props.accountName.startsWith('+') ? t('owner') : props.accountName;
    const { trade, name } = props;
    create.mutate({ name, trade, city, locale, ownerName, terminalName: t('firstTerminal') });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead title={t('shopTitle')} page={t('pageOf', { page: 2, all: 2 })} />
      <TextField
        size="lg"
        name="shop"
        autoFocus
        maxLength={80}
        autoComplete="organization"
        label={t('shopName')}
        value={props.name}
        onChange={props.onName}
        {...(touched && isShort ? { error: t('fillIn') } : {})}
      />
      <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <legend className="mb-2 font-600">{t('whatSold')}</legend>
        {TRADE_TILES.map(({ id, word, Icon }) => (
          <ChoiceTile
            key={id}
            tick
            icon={<Icon aria-hidden="true" />}
            label={t(word)}
            note={t('goods', { count: counts.data?.[id] ?? 0 })}
            chosen={props.trade === id}
            onPress={() => props.onTrade(id)}
          />
        ))}
      </fieldset>
      <Select
        size="lg"
        label={t('city')}
        value={city}
        options={CITIES.map((each) => ({
          value: each.id,
          label: locale === 'ru' || locale === 'en' ? each[locale] : each.id,
        }))}
        onChange={setCity}
      />
      {create.error ? (
        <Banner alert tone="review" title={refusalText(create.error, locale)} />
      ) : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        busy={create.isPending || create.isSuccess}
      >
        {t('openTill')}
        <ArrowRight aria-hidden="true" />
      </Button>
      <p className="text-center text-13 text-ink-2" aria-live="polite">
        {create.isSuccess ? t('opening') : t('sampleLeaves')}
      </p>
    </form>
  );
}
