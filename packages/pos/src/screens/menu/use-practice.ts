import { can } from '@oson/domain';
import { showToast } from '@oson/ui';
import { emptyCart } from '../../cart/cart.ts';
import type { Pos } from '../../core/pos.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

/** Practice on a live terminal ends by itself (CASE19). */
export const PRACTICE_MS = 30 * 60_000;

/** Begins practice with a manager's PIN, and ends it; what lies in a practice cart goes with it. */
export function usePractice(): { on: boolean; toggle: () => void } {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const until = useStore(pos.practiceUntil);
  const begin = () => {
    pos.practiceUntil.set(pos.clocks.read().wallMs + PRACTICE_MS);
    desk.sheet.set(null);
    desk.done.set(null);
  };
  const toggle = () => {
    if (until !== null) {
      endPractice(pos);
      desk.sheet.set(null);
      desk.done.set(null);
      return;
    }
    if (pos.cart.cart.get().lines.length > 0) {
      showToast({ text: t('parkFirst'), tone: 'wait' });
      return;
    }
    // On a live terminal it takes a manager each time, also when one is signed in (CASE19).
    const isManager = can(pos.session.get()?.role ?? 'cashier', 'practice.start');
    desk.approval.set({
      reason: isManager ? t('practiceNote') : `${t('practiceStart')}. ${t('practiceNote')}`,
      action: 'practice.start',
      subject: null,
      onApproved: begin,
    });
  };
  return { on: until !== null, toggle };
}

/** Ends practice on a live terminal and clears its cart, which must never become a real sale. */
export function endPractice(pos: Pos): void {
  pos.practiceUntil.set(null);
  pos.cart.change(() => emptyCart(pos.clocks.newId()));
}
