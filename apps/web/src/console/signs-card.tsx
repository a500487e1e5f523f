'use client';

import { consoleWords } from '@oson/messages/console';
import { useFormat, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { Check, TriangleAlert } from 'lucide-react';
import { useNow } from '../office/terminals/use-now.ts';
import type { Health } from './tenant-page.tsx';

/** What else may be wrong, each with its figure; a tick where there is nothing. */
export function SignsCard({ health }: { health: Health }) {
  const t = useWords(consoleWords);
  const format = useFormat();
  const now = useNow();
  const { flags, quarantine, waiting, jobs } = health;
  const oldest = flags.oldestAt === null ? null : format.duration(now - flags.oldestAt);
  const lines = [
    {
      id: 'flags',
      count: flags.open,
      text: t('flagsLine', { count: flags.open }),
      more: oldest && t('flagsOldest', { age: oldest }),
    },
    {
      id: 'quarantine',
      count: quarantine.open,
      text: t('quarantineLine', { count: quarantine.open }),
      more: quarantine.lastCause,
    },
    { id: 'waiting', count: waiting, text: t('waitingLine', { count: waiting }), more: null },
    { id: 'jobs', count: jobs.unsent, text: t('jobsLine', { count: jobs.unsent }), more: null },
    {
      id: 'failed',
      count: jobs.failed,
      text: t('failedLine', { count: jobs.failed }),
      more: jobs.lastFailed,
    },
    {
      id: 'imports',
      count: jobs.failedImports,
      text: t('importsLine', { count: jobs.failedImports }),
      more: jobs.lastError,
    },
  ];
  return (
    <Card title={t('otherSigns')}>
      <ul>
        {lines.map((line) => (
          <li
            key={line.id}
            className="flex min-h-10 items-center gap-2.5 border-t border-line first:border-0"
          >
            {line.count > 0 ? (
              <TriangleAlert aria-hidden="true" className="text-wait" />
            ) : (
              <Check aria-hidden="true" className="text-ok" />
            )}
            <span className="min-w-0 flex-1">
              {line.text}
              {line.count > 0 && line.more ? (
                <span className="text-ink-2"> · {line.more}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
