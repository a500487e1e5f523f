import type { Fault } from '@oson/sync-core';
import { deviceWords } from '@oson/messages/pos';
import { Banner, Button, MoneyText, Rod, useFormat, useWords } from '@oson/ui';
import { useLiveQuery } from 'dexie-react-hooks';
import { Clock, CloudOff, FileLock2, RefreshCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { exportUnsent } from '../../export/export-unsent.ts';
import type { JournalRecord } from '../../journal/journal-record.ts';
import { pendingRecords } from '../../journal/settle.ts';
import { useStore } from '../../state/store.ts';
import { cornerOf, type SyncView } from '../../sync/sync-view.ts';
import { ExportPanel } from '../carry/export-panel.tsx';
import { useClock } from '../use-clock.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { reviewRecords } from './review-records.ts';

const SHOWN_MAX = 100;

/** What is only on this device: each record with its age and what became of the last try. */
export function QueuePanel() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const device = useWords(deviceWords);
  const [exporting, setExporting] = useState(false);
  const view = useStore(pos.sync.view);
  const kept = useLiveQuery(
    async () => ({
      pending: await pendingRecords(pos.journal, SHOWN_MAX),
      review: await reviewRecords(pos.journal),
      total: await pos.journal.operations.count(),
    }),
    [pos],
  );
  const pending = kept?.pending ?? [];
  const review = kept?.review ?? [];
  const more = view.unsent.count - pending.length;
  if (exporting) {
    return <ExportPanel make={() => exportUnsent(pos.journal, pos.clocks.read().wallMs)} />;
  }
  return (
    <>
      <State view={view} />
      <Ledger view={view} stored={(kept?.total ?? 0) - view.unsent.count} />
      {pending.length + review.length > 0 ? (
        <ul
          data-testid="queue"
          className="flex-none rounded-2 border border-line bg-surface [&>li:first-child]:border-t-0"
        >
          {review.map((record) => (
            <Row key={record.opId} record={record} note={<Review />} />
          ))}
          {pending.map((record, at) => (
            <Row
              key={record.opId}
              record={record}
              note={at === 0 && view.attempts > 0 ? <Tried view={view} /> : <Queued />}
            />
          ))}
          {more > 0 ? (
            <li className="border-t border-line px-4.5 py-2.5 text-ink-2">
              {t('andMore', { count: more })}
            </li>
          ) : null}
        </ul>
      ) : null}
      <div className="flex-1" />
      <div className="grid flex-none grid-cols-2 gap-2">
        <Button
          size="till"
          icon={<FileLock2 />}
          data-testid="export"
          disabled={view.unsent.count === 0}
          onClick={() => setExporting(true)}
        >
          {device('export')}
        </Button>
        <Button
          size="till"
          icon={<RefreshCw />}
          data-testid="send-now"
          onClick={() => pos.sync.wake()}
        >
          {t('sendNow')}
        </Button>
      </div>
    </>
  );
}

/** What holds right now, what is safe, and that nothing has to be done. */
function State({ view }: { view: SyncView }) {
  const t = usePosWords();
  const { time } = useFormat();
  const state = cornerOf(view);
  const { count } = view.unsent;
  const suspended = view.tenantStatus === 'suspended';
  if (view.revoked) {
    return (
      <Banner tone="review" title={t('queueRevoked')} className="flex-none">
        {t('queueRevokedHint')}
      </Banner>
    );
  }
  if (state === 'offline') {
    return (
      <Banner
        tone="wait"
        icon={<CloudOff />}
        title={t('queueOffline', { time: time(view.awaySince ?? 0) })}
        className="flex-none"
      >
        {t('queueOfflineHint', { count })}
      </Banner>
    );
  }
  const title = count > 0 ? t('queueSending') : t('queueOk');
  return (
    <>
      <Banner tone={count > 0 ? 'info' : 'ok'} title={title} className="flex-none">
        {count > 0 ? t('records', { count }) : t('queueOkHint')}
      </Banner>
      {suspended ? (
        <Banner tone="wait" className="flex-none">
          {t('suspendedNote')}
        </Banner>
      ) : null}
    </>
  );
}

/** The choʻt: solid beads the server holds, open ones are only here. */
function Ledger({ view, stored }: { view: SyncView; stored: number }) {
  const t = usePosWords();
  const { money, dateTime } = useFormat();
  const { count, sum } = view.unsent;
  return (
    <div className="flex-none rounded-2 border border-line bg-surface px-4.5 py-4">
      <div className="mb-3 flex flex-wrap justify-between gap-x-4 gap-y-1">
        <span>
          <span className="block text-ink-2">{t('onServer')}</span>
          <b className="n font-600">{t('records', { count: Math.max(0, stored) })}</b>
        </span>
        {view.heardAt ? (
          <span className="self-end text-ink-2 max-wide:hidden">
            {t('lastSync')}: {dateTime(view.heardAt)}
          </span>
        ) : null}
        <span className={`text-right ${count > 0 ? 'text-wait' : 'text-ink-2'}`}>
          <span className="block">{t('onDevice')}</span>
          <b data-testid="unsent" className="n font-600">
            {t('countShort', { count })} · {money(sum)}
          </b>
        </span>
      </div>
      <Rod size="lg" label="" solid={Math.max(0, stored)} open={count} />
    </div>
  );
}

function Row({ record, note }: { record: JournalRecord; note: ReactNode }) {
  const { time, duration } = useFormat();
  const now = useClock(15_000);
  const { wallMs } = record.operation;
  return (
    <li
      data-testid="queue-row"
      className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 border-t border-line px-4.5 py-2 wide:grid-cols-[minmax(0,1fr)_130px_130px_200px]"
    >
      <span className="flex min-w-0 gap-3.5">
        <span className="n text-ink-2">{time(wallMs)}</span>
        <span className="cut">
          <RecordName record={record} />
        </span>
      </span>
      <span className="text-right font-600">
        {record.amount === 0 ? '' : <MoneyText tiyin={record.amount} />}
      </span>
      <span className="n text-right text-ink-2 max-wide:hidden">
        {duration(Math.max(60_000, now - wallMs))}
      </span>
      <span className="flex items-center justify-end gap-2 max-sm:hidden">{note}</span>
    </li>
  );
}

function RecordName({ record }: { record: JournalRecord }) {
  const t = usePosWords();
  const { type, receiptNumber, practice } = record;
  if (type === 'sale') return `${practice ? t('opPractice') : t('opSale')} ${receiptNumber ?? ''}`;
  if (type === 'shift.open') return t('opShiftOpen');
  if (type === 'shift.close') return t('opShiftClose');
  return type === 'customer.create' ? t('opCustomer') : t('opOther');
}

function Queued() {
  const t = usePosWords();
  return (
    <span className="flex items-center gap-2 text-ink-2">
      <Clock aria-hidden="true" />
      {t('queued')}
    </span>
  );
}

function Tried({ view }: { view: SyncView }) {
  const t = usePosWords();
  return (
    <span className="flex items-center gap-2 text-wait" title={faultWord(view.fault, t)}>
      <RefreshCw aria-hidden="true" />
      {t('tried', { count: view.attempts })}
    </span>
  );
}

function faultWord(fault: Fault['kind'] | null, t: ReturnType<typeof usePosWords>): string {
  return fault === null || fault === 'network' ? t('errOffline') : t('errServer');
}

function Review() {
  const t = usePosWords();
  return (
    <span className="flex items-center gap-2 text-review">
      <TriangleAlert aria-hidden="true" />
      {t('needsReview')}
    </span>
  );
}
