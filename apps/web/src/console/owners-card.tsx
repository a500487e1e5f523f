'use client';

import { consoleWords } from '@oson/messages/console';
import { Button, useFormat, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import type { Health } from './tenant-page.tsx';

/** Whom to call. Numbers are masked until they are revealed, which the tenant sees in its log. */
export function OwnersCard({ health, onReveal }: { health: Health; onReveal: () => void }) {
  const t = useWords(consoleWords);
  const format = useFormat();
  return (
    <Card title={t('owners')} action={<Button onClick={onReveal}>{t('reveal')}</Button>}>
      <ul className="grid gap-2">
        {health.owners.map((owner, index) => (
          <li key={index} className="flex flex-wrap gap-x-4">
            <b className="font-600">{owner.name}</b>
            <span className="n text-ink-2">
              {[owner.phone, owner.email].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <h3 className="mt-4 mb-1 text-ink-2">{t('storesLine')}</h3>
      <ul className="grid gap-1">
        {health.stores.map((store) => (
          <li key={store.id}>
            <span className="n">{store.code}</span> · {store.name}
            {store.tin ? <span className="n text-ink-2"> · {store.tin}</span> : null}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-13 text-ink-2">
        {t('since')}: {format.date(health.createdAt)}
      </p>
    </Card>
  );
}
