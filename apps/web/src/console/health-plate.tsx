'use client';

import type { TranslateOf } from '@oson/messages';
import { consoleWords } from '@oson/messages/console';
import { Plate, useFormat, useWords } from '@oson/ui';
import { Check, CircleAlert } from 'lucide-react';
import type { Health } from './tenant-page.tsx';

type Reason = Health['health']['reasons'][number];
type ConsoleT = TranslateOf<typeof consoleWords>;

/** The one figure of the page, with its reasons in words, the worst first. */
export function HealthPlate({ health }: { health: Health }) {
  const t = useWords(consoleWords);
  const format = useFormat();
  const { score, reasons } = health.health;
  const isGood = reasons.length === 0;
  const [first, ...rest] = reasons.map((reason) => reasonText(reason, t, format.money));
  return (
    <Plate
      as="section"
      className="flex items-center gap-x-6 gap-y-2 rounded-3 px-6 py-4 max-sm:flex-col max-sm:items-start max-sm:px-4"
    >
      <div className="n-big flex items-baseline gap-1.5">
        <span className="text-48 leading-none font-650">{score}</span>
        <span className="text-on-plate-2">/ 100</span>
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex gap-2 text-16 font-600 [&>.lucide]:mt-0.5">
          {isGood ? <Check aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          {isGood ? t('healthGood') : `${t('healthCare')}: ${first ?? ''}`}
        </div>
        {rest.length > 0 ? <div className="mt-1 text-on-plate-2">{rest.join('. ')}</div> : null}
      </div>
    </Plate>
  );
}

function reasonText(reason: Reason, t: ConsoleT, money: (tiyin: number) => string): string {
  switch (reason.code) {
    case 'silent': {
      const { terminal, hours, pendingCount: count, pendingSum } = reason;
      if (count === 0) return t('silent', { terminal, hours });
      return t('silentUnsent', { terminal, hours, count, sum: money(pendingSum) });
    }
    case 'unprotected':
      return t('unprotected', { count: reason.count });
    case 'pending':
      return t('late', { count: reason.count });
    case 'quarantine':
      return t('quarantined', { count: reason.count });
    case 'flags':
      return t('manyFlags', { count: reason.count });
    case 'jobs':
      return t('failedJobs', { count: reason.count });
    case 'imports':
      return t('failedImports', { count: reason.count });
  }
}
