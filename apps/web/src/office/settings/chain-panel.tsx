'use client';

import type { AppRouter } from '@oson/api';
import { settingsWords } from '@oson/messages/admin';
import { Banner, Button, showToast, Spinner, useLocale, useWords } from '@oson/ui';
import { Form, FormActions } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { ListError } from '../lists/list-states.tsx';
import { CloseAccount } from './close-account.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { SampleGoods } from './sample-goods.tsx';

export type Settings = inferRouterOutputs<AppRouter>['tenant']['settings'];

export function ChainPanel() {
  const settings = trpc.tenant.settings.useQuery();
  if (settings.error && !settings.data) {
    return <ListError error={settings.error} onAgain={() => void settings.refetch()} />;
  }
  if (!settings.data) return <Spinner />;
  return (
    <>
      <ChainForm key={settings.data.version} settings={settings.data} />
      <SampleGoods />
      <CloseAccount settings={settings.data} />
    </>
  );
}

/** Shows the new values at once; when the server says no, the old ones come back with the reason. */
function ChainForm({ settings }: { settings: Settings }) {
  const t = useWords(settingsWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const [draft, setDraft] = useState(settings);
  const change = trpc.tenant.changeSettings.useMutation({
    onSuccess: (after) => {
      utils.tenant.settings.setData(undefined, after);
      showToast({ tone: 'ok', text: t('saved') });
    },
    onError: (error) => {
      setDraft(settings);
      const isStale = refusalOf(error).code === 'CHANGED_MEANWHILE';
      const text = isStale ? t('changedMeanwhile') : refusalText(error, locale);
      showToast({ tone: 'review', text });
    },
    onSettled: () => utils.tenant.settings.invalidate(),
  });
  const changed = changesOf(settings, draft);
  const isChanged = Object.keys(changed).length > 0;
  return (
    <Form
      onSubmit={() => {
        if (isChanged) change.mutate({ version: settings.version, change: changed });
      }}
    >
      {me.data && !isOwner ? <Banner tone="info">{t('ownerOnly')}</Banner> : null}
      <SettingsFields draft={draft} setDraft={setDraft} disabled={!isOwner} />
      {isOwner ? (
        <FormActions>
          <Button
            variant="primary"
            type="submit"
            disabled={!isChanged || draft.name.trim().length < 2}
            busy={change.isPending}
          >
            {t('save')}
          </Button>
        </FormActions>
      ) : null}
    </Form>
  );
}

const KEYS = [
  'name',
  'city',
  'usdRate',
  'lowStockThreshold',
  'receiptHeader',
  'receiptFooter',
  'taxIncluded',
  'taxRateBp',
] as const;

type Change = Partial<Pick<Settings, (typeof KEYS)[number]>>;

function changesOf(before: Settings, after: Settings): Change {
  return Object.fromEntries(
    KEYS.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]),
  );
}
