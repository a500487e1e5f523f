import { Banner, Button, Sheet, showToast } from '@oson/ui';
import { useState } from 'react';
import { closeShift } from '../../shift/shift-acts.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { CountPad, useCountedCash } from './counted-cash.tsx';

/** Counts the drawer first and shows what should be in it only after. */
export default function CloseShiftSheet() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const shift = useStore(pos.shift);
  return (
    <Sheet
      open
      title={t('closeShift')}
      closeLabel={t('close')}
      onClose={() => desk.sheet.set(null)}
    >
      {shift ? <Count /> : null}
    </Sheet>
  );
}

function Count() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const [busy, setBusy] = useState(false);
  const inHand = useStore(pos.cart.cart).lines.length > 0;
  const close = async (counted: number) => {
    if (busy || inHand) return;
    setBusy(true);
    try {
      desk.closedShift.set(await closeShift(pos, counted));
      desk.sheet.set(null);
    } catch {
      showToast({ text: t('writeFailed'), tone: 'review' });
    } finally {
      setBusy(false);
    }
  };
  const { counted, press } = useCountedCash((value) => void close(value));
  return (
    <>
      <Banner tone={inHand ? 'wait' : 'info'} className="flex-none">
        {inHand ? t('cartInHand') : t('countFirst')}
      </Banner>
      <CountPad label={t('countCash')} counted={counted} onKey={press} />
      <Button
        variant="primary"
        size="till"
        kbd="Enter"
        busy={busy}
        data-testid="close-shift"
        disabled={counted === null || inHand}
        className="min-h-18 flex-none text-24 font-650"
        onClick={() => void close(counted ?? 0)}
      >
        {t('closeShift')}
      </Button>
    </>
  );
}
