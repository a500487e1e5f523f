'use client';

import { officeShellWords } from '@oson/messages/office';
import { SyncCorner, useFormat, useWords } from '@oson/ui';
import { useRouter } from 'next/navigation';
import { trpc } from '../../wiring/office-client.tsx';

const REFRESH_MS = 30_000;
const SILENT_MS = 24 * 3_600_000;

/** The promise of the product in the corner of every page: up to when every sale has arrived. */
export function HeadLedger() {
  const t = useWords(officeShellWords);
  const format = useFormat();
  const router = useRouter();
  const query = trpc.report.received.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const received = query.data;
  if (!received || received.terminals.length === 0) return null;
  const { pending, through, terminals } = received;
  const isSilent = terminals.some(
    ({ lastHelloAt }) => lastHelloAt !== null && query.dataUpdatedAt - lastHelloAt > SILENT_MS,
  );
  const isToday = through !== null && format.date(through) === format.date(query.dataUpdatedAt);
  const moment =
    through === null ? '' : isToday ? format.time(through) : format.date(through, 'day');
  const upTo = through === null ? t('notKnown') : t('completeTo', { moment });
  const label = pending > 0 ? t('owed', { count: pending }) : upTo;
  return (
    <SyncCorner
      quiet
      size="office"
      state={isSilent ? 'review' : pending > 0 || through === null ? 'offline' : 'ok'}
      count={Math.max(1, pending)}
      label={label}
      shortLabel={pending > 0 ? format.number(pending) : moment}
      onPress={() => router.push('/office/terminals')}
    />
  );
}
