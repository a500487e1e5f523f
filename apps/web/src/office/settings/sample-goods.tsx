'use client';

import { settingsWords } from '@oson/messages/admin';
import { Button, showToast, useFormat, useLocale, useWords } from '@oson/ui';
import { FormSection } from '@oson/ui/office';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';

/** The one button by which sample goods leave, and the way back for 24 hours. */
export function SampleGoods() {
  const t = useWords(settingsWords);
  const { locale } = useLocale();
  const format = useFormat();
  const utils = trpc.useUtils();
  const state = trpc.tenant.sampleState.useQuery();
  const refuse = (error: unknown) =>
    showToast({ tone: 'review', text: refusalText(error, locale) });
  const settled = { onError: refuse, onSettled: () => utils.invalidate() };
  const restore = trpc.tenant.restoreSample.useMutation({
    ...settled,
    onSuccess: () => showToast({ tone: 'ok', text: t('sampleRestored') }),
  });
  const remove = trpc.tenant.removeSample.useMutation({
    ...settled,
    onSuccess: ({ removed }) =>
      showToast({
        text: t('sampleRemoved', { count: removed }),
        undo: true,
        actionLabel: t('sampleUndo'),
        onAction: () => restore.mutate(),
      }),
  });
  if (!state.data) return null;
  const { present, restorableUntil } = state.data;
  const text =
    present > 0
      ? t('sampleText', { count: present })
      : restorableUntil !== null
        ? t('sampleRestorable', { until: format.dateTime(restorableUntil) })
        : t('sampleNone');
  return (
    <FormSection title={t('sample')} text={text}>
      {present > 0 ? (
        <div>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('sampleRemove')}
          </Button>
        </div>
      ) : restorableUntil !== null ? (
        <div>
          <Button busy={restore.isPending} onClick={() => restore.mutate()}>
            {t('sampleUndo')}
          </Button>
        </div>
      ) : null}
    </FormSection>
  );
}
