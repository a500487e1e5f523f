import { Button, ChoiceTile, Sheet } from '@oson/ui';
import { PackageCheck, PackageX, Rocket } from 'lucide-react';
import { useState } from 'react';
import { goLive } from '../../core/go-live.ts';
import { PinEntry } from '../people/pin-entry.tsx';
import { CountPad, useCountedCash } from '../shift/counted-cash.tsx';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

type Step = { is: 'pin' } | { is: 'again'; pin: string } | { is: 'rest'; pin: string };
/** The owner signs in with it: as long as the office asks of owners. */
const OWNER_PIN_MIN = 6;

/** Practice ends for good: a PIN, the cash in the drawer, and what becomes of the sample goods. */
export default function GoLiveSheet() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const [step, setStep] = useState<Step>({ is: 'pin' });
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (pin: string) => {
    if (isEasy(pin)) return t('pinWeak');
    setStep({ is: 'again', pin });
    return null;
  };
  const repeat = (first: string) => async (pin: string) => {
    if (pin !== first) {
      setStep({ is: 'pin' });
      setProblem(t('pinDiffers'));
      return null;
    }
    setStep({ is: 'rest', pin });
    return null;
  };
  return (
    <Sheet
      open
      title={t('startSelling')}
      closeLabel={t('close')}
      onClose={() => desk.sheet.set(null)}
    >
      {step.is === 'rest' ? (
        <Rest
          pin={step.pin}
          onBadPin={(text) => {
            setProblem(text);
            setStep({ is: 'pin' });
          }}
        />
      ) : (
        <PinEntry
          key={step.is}
          className="min-h-0 flex-1 rounded-3"
          lengthMin={OWNER_PIN_MIN}
          title={step.is === 'pin' ? t('choosePin') : t('repeatPin')}
          sub={step.is === 'pin' ? (problem ?? t('choosePinHint')) : undefined}
          onPin={step.is === 'pin' ? choose : repeat(step.pin)}
        />
      )}
    </Sheet>
  );
}

/** One digit again and again, or a row of them: the office refuses these too. */
function isEasy(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || '0123456789'.includes(pin) || '9876543210'.includes(pin);
}

function Rest({ pin, onBadPin }: { pin: string; onBadPin: (text: string) => void }) {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const hasSample = [...useShelf().goods.values()].some((goods) => goods.sample);
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = async (float: number) => {
    if (busy) return;
    setBusy(true);
    const answer = await goLive(pos, { pin, keepSampleGoods: keep, float });
    setBusy(false);
    if (answer === 'done') return desk.sheet.set(null);
    if (answer === 'bad-pin') return onBadPin(t('pinWeak'));
    setProblem(answer === 'offline' ? t('goLiveOffline') : t('errServer'));
  };
  const { counted, press } = useCountedCash((value) => void start(value));
  return (
    <>
      {hasSample ? (
        <div className="flex-none">
          <p className="mb-2 font-600">{t('sampleAsk')}</p>
          <div className="grid grid-cols-2 gap-2">
            <ChoiceTile
              icon={<PackageCheck />}
              label={t('sampleKeep')}
              chosen={keep}
              onPress={() => setKeep(true)}
            />
            <ChoiceTile
              icon={<PackageX />}
              testId="sample-drop"
              label={t('sampleDrop')}
              chosen={!keep}
              onPress={() => setKeep(false)}
            />
          </div>
        </div>
      ) : null}
      <CountPad label={t('openShiftAsk')} counted={counted} onKey={press} />
      <p role="alert" className="flex-none font-550 text-review">
        {problem}
      </p>
      <Button
        variant="primary"
        size="till"
        icon={<Rocket />}
        busy={busy}
        data-testid="go-live"
        disabled={counted === null}
        className="min-h-18 flex-none text-24 font-650"
        onClick={() => void start(counted ?? 0)}
      >
        {t('goLive')}
      </Button>
    </>
  );
}
