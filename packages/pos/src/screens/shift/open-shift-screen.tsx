import { Button, showToast, useFormat } from '@oson/ui';
import { History, Lock } from 'lucide-react';
import { useState } from 'react';
import { openShift } from '../../shift/shift-acts.ts';
import { useStore } from '../../state/store.ts';
import { Corner } from '../sync/corner.tsx';
import { QueueOverlay } from '../sync/queue-overlay.tsx';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { CountPad, useCountedCash } from './counted-cash.tsx';

/** Before the first sale of a shift the cash in the drawer is counted. */
export function OpenShiftScreen() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { money } = useFormat();
  const last = useStore(pos.lastShift);
  const person = useStore(pos.session);
  const [busy, setBusy] = useState(false);
  const [queue, setQueue] = useState(false);
  const open = async (float: number) => {
    if (busy) return;
    setBusy(true);
    try {
      await openShift(pos, float);
    } catch {
      showToast({ text: t('writeFailed'), tone: 'review' });
    } finally {
      setBusy(false);
    }
  };
  const { counted, press, set } = useCountedCash((value) => void open(value));
  return (
    <div
      data-testid="open-shift-screen"
      className="till grid h-dvh grid-rows-[56px_minmax(0,1fr)] overflow-hidden"
    >
      <header className="flex items-stretch justify-between bg-surface shadow-[inset_0_-1px_0_var(--line)]">
        <Button
          variant="quiet"
          size="till"
          icon={<Lock />}
          className="rounded-none"
          onClick={() => pos.session.set(null)}
        >
          {person?.name}
        </Button>
        <Corner onPress={() => setQueue(true)} />
      </header>
      <main className="mx-auto flex w-full max-w-[560px] flex-col gap-3 overflow-y-auto p-4 sm:my-auto sm:max-h-[700px]">
        <div>
          <h1 className="text-32 max-sm:text-24">{t('openShiftAsk')}</h1>
          <p className="mt-1 text-ink-2">{t('openShiftHint')}</p>
        </div>
        <CountPad label={t('float')} counted={counted} onKey={press} />
        {last ? (
          <Button
            size="till"
            icon={<History />}
            className="flex-none whitespace-normal"
            onClick={() => set(last.countedCash)}
          >
            {t('asLast', { amount: money(last.countedCash) })}
          </Button>
        ) : null}
        <Button
          variant="primary"
          size="till"
          kbd="Enter"
          busy={busy}
          data-testid="start-shift"
          disabled={counted === null}
          className="min-h-18 flex-none text-24 font-650"
          onClick={() => void open(counted ?? 0)}
        >
          {t('startShift')}
        </Button>
      </main>
      {queue ? <QueueOverlay onClose={() => setQueue(false)} /> : null}
    </div>
  );
}
