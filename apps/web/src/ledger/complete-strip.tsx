'use client';

import { dashboardWords } from '@oson/messages/office';
import { useFormat, useWords } from '@oson/ui';
import { LedgerStrip } from '@oson/ui/office';
import type { ReactNode } from 'react';
import type { Figures } from '../office/dashboard/figures.ts';

const SILENT_MS = 24 * 3_600_000;

/** Whether all sales have arrived: the sentence first, one rod for each terminal under it. */
export function CompleteStrip(props: {
  received: Figures['received'];
  /** When the figures were true, ms: offline they say what was known then. */
  at: number;
  placeOf: (terminal: Terminal) => string;
  action?: ReactNode;
}) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const { at: now, placeOf } = props;
  const { terminals, through } = props.received;
  const owing = terminals.filter((terminal) => terminal.pending > 0);
  const silent = terminals.some(({ lastHelloAt }) => isSilent(lastHelloAt, now));
  const unheard = terminals.filter((terminal) => terminal.lastHelloAt === null);
  const sentence =
    through !== null
      ? t('completeTo', { time: momentOf(through, now, format) })
      : terminals.length === 0
        ? t('noTerminals')
        : unheard.length < terminals.length
          ? t('someNeverHeard', { terminal: unheard.map(placeOf).join('; ') })
          : t('neverHeard');
  const detail =
    owing.length === 0 && through !== null
      ? t('allComplete')
      : owing
          .map((terminal) =>
            t('owesSum', {
              terminal: placeOf(terminal),
              count: terminal.pending,
              sum: format.money(terminal.pendingSum),
            }),
          )
          .join(' ');
  const statusOf = ({ lastHelloAt, pending }: Terminal) => {
    if (lastHelloAt === null) return t('notHeard');
    if (isSilent(lastHelloAt, now)) return t('silent', { ago: format.duration(now - lastHelloAt) });
    return pending > 0 ? t('owesShort', { count: pending }) : t('full');
  };
  return (
    <div data-testid="received-strip">
      <LedgerStrip
        tone={silent ? 'review' : owing.length > 0 || through === null ? 'wait' : 'ok'}
        sentence={sentence}
        detail={detail}
        action={props.action}
        rods={terminals.map((terminal) => ({
          id: terminal.terminalId,
          name: placeOf(terminal),
          solid: terminal.held,
          open: terminal.pending,
          late: isSilent(terminal.lastHelloAt, now),
          status: statusOf(terminal),
        }))}
      />
    </div>
  );
}

type Terminal = Figures['received']['terminals'][number];

const isSilent = (lastHelloAt: number | null, now: number) =>
  lastHelloAt !== null && now - lastHelloAt > SILENT_MS;

/** The time when it is today's, else date and time. */
function momentOf(ms: number, now: number, format: ReturnType<typeof useFormat>): string {
  return format.date(ms) === format.date(now) ? format.time(ms) : format.dateTime(ms);
}
