import { ArrowDown, ArrowLeft, CircleCheck, Hand } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

const KEY = 'oson.coached';
const PRAISE_MS = 4000;

/** Three hints to the first sale, each at its time: tap a product, take the payment, exact. */
export default function Coach() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const filled = useStore(pos.cart.cart).lines.length > 0;
  const sheet = useStore(desk.sheet);
  const done = useStore(desk.done);
  const [over, setOver] = useState(() => localStorage.getItem(KEY) !== null);
  useEffect(() => {
    if (!done || over) return;
    localStorage.setItem(KEY, '1');
    const timer = setTimeout(() => setOver(true), PRAISE_MS);
    return () => clearTimeout(timer);
  }, [done, over]);
  if (over) return null;
  const step = done ? 'done' : sheet?.is === 'payment' ? 'exact' : filled ? 'pay' : 'tap';
  if (sheet && sheet.is !== 'payment') return null;
  const hint = {
    tap: { text: t('coachTap'), icon: <Hand />, at: 'left-[24%] top-1/2 max-sm:left-1/2' },
    pay: {
      text: t('coachPay'),
      icon: <ArrowDown />,
      at: 'right-[8%] bottom-[330px] max-sm:left-1/2 max-sm:right-auto max-sm:bottom-[140px]',
    },
    exact: {
      text: t('coachExact'),
      icon: <ArrowLeft />,
      at: 'left-[33%] top-[56%] max-sm:left-1/2 max-sm:top-[62%]',
    },
    done: { text: t('coachDone'), icon: <CircleCheck />, at: 'left-[24%] top-1/2 max-sm:top-20' },
  }[step];
  return (
    <div
      role="status"
      data-testid={`coach-${step}`}
      className={`pointer-events-none fixed z-30 flex max-w-[320px] animate-slide items-center gap-3 rounded-3 bg-ink px-5 py-3.5 font-600 text-paper shadow-2 max-sm:-translate-x-1/2 ${hint.at}`}
    >
      {hint.icon}
      <span>{hint.text}</span>
    </div>
  );
}
