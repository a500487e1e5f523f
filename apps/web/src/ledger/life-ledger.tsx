'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { useFormat, useWords } from '@oson/ui';
import { DetailList } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';

export type LedgerDetail = inferRouterOutputs<AppRouter>['terminal']['ledger'];
type Life = LedgerDetail['lives'][number];
const MB = 1024 * 1024;

const rangesOf = (ranges: Life['held'], none: string) =>
  ranges.length === 0
    ? none
    : ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');

/** One life of a terminal's journal: what the server holds of it, what it lacks, how it is stored. */
export function LifeLedger({ life }: { life: Life }) {
  const t = useWords(ledgerWords);
  const format = useFormat();
  const { storage, pending } = life;
  const free = storage?.freeBytes ?? null;
  return (
    <section className="mb-4">
      <h3 className="mb-1 font-600">{t('life', { code: life.code })}</h3>
      <DetailList
        items={[
          { term: t('received'), value: rangesOf(life.held, t('none')) },
          {
            term: t('missing'),
            value:
              life.owed === 0
                ? t('none')
                : `${rangesOf(life.gaps, t('none'))} · ${t('owedCount', { count: life.owed })}`,
          },
          { term: t('unsent'), value: `${pending.count} · ${format.money(pending.sum)}` },
          {
            term: t('oldestUnsent'),
            value: pending.oldestAt === null ? t('none') : format.dateTime(pending.oldestAt),
          },
          { term: t('emptyUpTo'), value: life.emptySeq ?? t('emptyNever') },
          {
            term: t('lastSeen'),
            value: life.lastHelloAt === null ? t('unknown') : format.dateTime(life.lastHelloAt),
          },
          {
            term: t('storage'),
            value: storage === null ? t('unknown') : storage.persisted ? t('protected') : t('bare'),
          },
          {
            term: t('freeSpace'),
            value: free === null ? t('unknown') : `${Math.round(free / MB)} MB`,
          },
          {
            term: t('secondCopy'),
            value:
              storage?.secondCopy === undefined
                ? t('unknown')
                : storage.secondCopy
                  ? t('yes')
                  : t('no'),
          },
        ]}
      />
    </section>
  );
}
