import { Button, useFormat } from '@oson/ui';
import { GraduationCap, Rocket } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from '../../state/store.ts';
import { endPractice } from '../menu/use-practice.ts';
import { useClock } from '../use-clock.ts';
import { useIsPractice, usePosWords, useWorkplace } from '../workplace.tsx';

/** The word that stands over every screen of practice, and the way out of it. */
export function PracticeBar() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const practice = useIsPractice();
  const { state } = useStore(pos.identity);
  if (!practice) return null;
  return (
    <div
      data-testid="practice-bar"
      className="col-span-full row-start-1 flex min-h-14 items-center gap-3 bg-wait-soft pl-4 text-ink"
    >
      <GraduationCap aria-hidden="true" className="text-wait" />
      <b className="font-700 tracking-[.06em] text-wait">{t('practiceMark')}</b>
      <span className="cut flex-1 max-sm:invisible">{t('practiceHint')}</span>
      {state === 'practice' ? (
        <Button
          variant="primary"
          size="till"
          icon={<Rocket />}
          data-testid="start-selling"
          className="rounded-none"
          onClick={() => desk.sheet.set({ is: 'go-live' })}
        >
          {t('startSelling')}
        </Button>
      ) : (
        <TimeLeft />
      )}
    </div>
  );
}

function TimeLeft() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { duration } = useFormat();
  const until = useStore(pos.practiceUntil) ?? 0;
  const now = useClock(5000);
  const over = now >= until;
  useEffect(() => {
    if (over) endPractice(pos);
  }, [over, pos]);
  return (
    <>
      <span className="n text-ink-2 max-sm:hidden">{duration(Math.max(60_000, until - now))}</span>
      <Button
        size="till"
        data-testid="end-practice"
        className="rounded-none"
        onClick={() => endPractice(pos)}
      >
        {t('practiceEnd')}
      </Button>
    </>
  );
}
