'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { Button, Tag, useFormat, useWords } from '@oson/ui';
import type { inferRouterOutputs } from '@trpc/server';

export type Incident = inferRouterOutputs<AppRouter>['terminal']['incidents'][number];

/** What was lost, forked or restored, with its range; "unknown" where nobody knows how much. */
export function IncidentList(props: {
  incidents: readonly Incident[];
  /** Absent: the reader decides nothing here. */
  onSeen?: (incidentId: string) => void;
}) {
  const t = useWords(ledgerWords);
  const format = useFormat();
  const rangeOf = ({ fromSeq: from, toSeq: to }: Incident) => {
    if (from === null) return '';
    return to === null ? t('rangeUnknown', { from }) : t('range', { from, to });
  };
  if (props.incidents.length === 0) return <p className="text-ink-2">{t('incidentsNone')}</p>;
  return (
    <ul>
      {props.incidents.map((row) => (
        <li
          key={row.id}
          className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-1.5 first:border-0"
          data-testid={`incident-${row.kind}`}
        >
          <Tag tone={row.closedAt === null ? 'review' : 'plain'}>{t(`kind_${row.kind}`)}</Tag>
          <span className="min-w-0 flex-1 text-13 text-ink-2">
            {[row.terminalName, row.code, rangeOf(row), row.cause].filter(Boolean).join(' · ')}
            {row.pending && row.pending.count > 0
              ? ` · ${t('unsent')}: ${row.pending.count}, ${format.money(row.pending.sum)}`
              : ''}
            {` · ${format.dateTime(row.at)}`}
            {row.closedAt === null ? '' : ` · ${t('closedOn')}`}
          </span>
          {props.onSeen && row.closedAt === null ? (
            <Button variant="quiet" onClick={() => props.onSeen?.(row.id)}>
              {t('seen')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
