'use client';

import { officeShellWords } from '@oson/messages/office';
import { Button, EmptyState, ErrorState, useLocale, useWords } from '@oson/ui';
import type { ReactNode } from 'react';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';

/** A list that could not be loaded: what happened, one button, the number for support. */
export function ListError({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useWords(officeShellWords);
  const { locale } = useLocale();
  if (!error) return null;
  return (
    <ErrorState
      title={t('failed')}
      text={refusalText(error, locale)}
      code={refusalOf(error).requestId}
      action={<Button onClick={onAgain}>{t('again')}</Button>}
    />
  );
}

/** An empty list: nothing at all yet, or nothing that fits the filter. */
export function ListEmpty(props: {
  filtered: boolean;
  onClear: () => void;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  const t = useWords(officeShellWords);
  if (!props.filtered) {
    return <EmptyState title={props.title} text={props.text} action={props.action} />;
  }
  return (
    <EmptyState
      title={t('nothingFound')}
      text={t('nothingFoundText')}
      action={<Button onClick={props.onClear}>{t('clearFilters')}</Button>}
    />
  );
}
