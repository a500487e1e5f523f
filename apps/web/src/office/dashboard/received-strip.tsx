'use client';

import { dashboardWords } from '@oson/messages/office';
import { LinkButton, useFormat, useWords } from '@oson/ui';
import { LedgerStrip } from '@oson/ui/office';
import Link from 'next/link';
import type { Figures } from './figures.ts';

const SILENT_MS = 24 * 3_600_000;

/** Whether all sales have arrived: the sentence first, one rod for each terminal under it. */
export function ReceivedStrip(props: {
  received: Figures['received'];
  /** When the figures were true, ms: offline they say what was known then. */
  at: number;
}) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const now = props.at;
  const { terminals, through } = props.received;
  const owing = terminals.filter((terminal) => terminal.pending > 0);
  const silent = terminals.some(({ lastHelloAt }) => isSilent(lastHelloAt, now));
  const sentence =
    terminals.length === 0
      ? t('noTerminals')
      : through === null
        ? t('neverHeard')
        : t('completeTo', { time: momentOf(through, now, format) });
  const detail =
    owing.length === 0 && through !== null
      ? t('allComplete')
      : owing
          .map(({ name, storeName, pending, pendingSum }) =>
            t('owesSum', {
              terminal: `${storeName}, ${name}`,
              count: pending,
              sum: format.money(pendingSum),
            }),
          )
          .join(' ');
  return (
    <div data-testid="received-strip">
      <LedgerStrip
        tone={silent ? 'review' : owing.length > 0 ? 'wait' : 'ok'}
        sentence={sentence}
        detail={detail}
        action={
          <LinkButton as={Link} href="/office/terminals" variant="quiet">
            {terminals.length === 0 ? t('addTerminal') : t('terminals')}
          </LinkButton>
        }
        rods={terminals.map((terminal) => ({
          id: terminal.terminalId,
          name: `${terminal.storeName}, ${terminal.name}`,
          solid: terminal.held,
          open: terminal.pending,
          late: isSilent(terminal.lastHelloAt, now),
          status: isSilent(terminal.lastHelloAt, now)
            ? t('silent', { ago: format.duration(now - (terminal.lastHelloAt ?? now)) })
            : terminal.pending > 0
              ? t('owesShort', { count: terminal.pending })
              : t('full'),
        }))}
      />
    </div>
  );
}

const isSilent = (lastHelloAt: number | null, now: number) =>
  lastHelloAt !== null && now - lastHelloAt > SILENT_MS;

/** The time when it is today's, else date and time. */
function momentOf(ms: number, now: number, format: ReturnType<typeof useFormat>): string {
  return format.date(ms) === format.date(now) ? format.time(ms) : format.dateTime(ms);
}
