'use client';

import { officeShellWords } from '@oson/messages/office';
import { Banner, useFormat, useWords } from '@oson/ui';
import { WifiOff } from 'lucide-react';
import type { LineState } from './use-line-state.ts';

/** What a person must know of the page itself: its data are old, or the account is closed to acts. */
export function Notices({ line, suspended }: { line: LineState; suspended: boolean }) {
  const t = useWords(officeShellWords);
  const format = useFormat();
  return (
    <div className="grid gap-2">
      {line.offline ? (
        <Banner
          tone="wait"
          icon={<WifiOff />}
          title={line.asOf ? t('offline', { when: format.dateTime(line.asOf) }) : t('offlineEmpty')}
        />
      ) : null}
      {suspended ? <Banner tone="review" title={t('suspended')} /> : null}
    </div>
  );
}
