import { posWords } from '@oson/messages/pos';
import { showToast, useWords } from '@oson/ui';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Pos } from '../core/pos.ts';
import { KeyTargets } from '../desk/key-targets.ts';
import { type Notice, SaleDesk } from '../desk/sale-desk.ts';
import { printChoice } from '../print/print-choice.ts';
import { useStore } from '../state/store.ts';
import type { UpdateGate } from '../update/update-gate.ts';
import { PinScreen } from './people/pin-screen.tsx';
import { SaleScreen } from './sale/sale-screen.tsx';
import { fetchSheetsAhead } from './sale/sheet-place.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useIsPractice, useWorkplace, WorkplaceContext } from './workplace.tsx';

const OpenShiftScreen = lazy(() =>
  import('./shift/open-shift-screen.tsx').then((module) => ({ default: module.OpenShiftScreen })),
);
const ShiftReportScreen = lazy(() => import('./shift/shift-report-screen.tsx'));
const ApprovalLayer = lazy(() => import('./people/approval-layer.tsx'));

/** News without a way back need no eight seconds. */
const BRIEF_MS = 4000;

/** An open terminal: who sells, with what in the drawer, and then the sale. */
export function TerminalScreens(props: { pos: Pos; gate: UpdateGate; enrolAgain: () => void }) {
  const { pos, gate, enrolAgain } = props;
  const tell = useTell();
  const [keys] = useState(() => new KeyTargets());
  const [desk] = useState(() => new SaleDesk(pos, tell));
  const [print] = useState(printChoice);
  const workplace = useMemo(
    () => ({ pos, desk, keys, print, gate, enrolAgain }),
    [pos, desk, keys, print, gate, enrolAgain],
  );
  useEffect(fetchSheetsAhead, []);
  return (
    <WorkplaceContext value={workplace}>
      <Suspense fallback={null}>
        <CurrentScreen />
      </Suspense>
      <Approvals />
    </WorkplaceContext>
  );
}

function CurrentScreen() {
  const { pos, desk } = useWorkplace();
  const practice = useIsPractice();
  const person = useStore(pos.session);
  const shift = useStore(pos.shift);
  const closed = useStore(desk.closedShift);
  if (practice) return <SaleScreen />;
  if (closed) {
    return (
      <Keyed>
        <ShiftReportScreen close={closed} />
      </Keyed>
    );
  }
  if (!person) {
    return (
      <Keyed>
        <PinScreen />
      </Keyed>
    );
  }
  if (shift) return <SaleScreen />;
  return (
    <Keyed>
      <OpenShiftScreen />
    </Keyed>
  );
}

/** Screens without goods: their pads take the keyboard, a scan means nothing. */
function Keyed({ children }: { children: React.ReactNode }) {
  useDeskKeys({});
  return children;
}

function Approvals() {
  const { desk } = useWorkplace();
  const approval = useStore(desk.approval);
  if (!approval) return null;
  return (
    <Suspense fallback={null}>
      <ApprovalLayer approval={approval} />
    </Suspense>
  );
}

/** Puts what the desk has to say into words, with the way back where there is one. */
function useTell(): (notice: Notice, desk: SaleDesk) => void {
  const t = useWords(posWords);
  const latest = useRef(t);
  useEffect(() => {
    latest.current = t;
  });
  return (notice, desk) => {
    const say = latest.current;
    switch (notice.is) {
      case 'removed': {
        const { name } = notice.line.line;
        const onAction = () => desk.restore(notice.line);
        showToast({
          text: say('removed', { name }),
          actionLabel: say('undo'),
          onAction,
          undo: true,
        });
        return;
      }
      case 'cleared': {
        const onAction = () => desk.bringBack(notice.cart);
        showToast({ text: say('cleared'), actionLabel: say('undo'), onAction, undo: true });
        return;
      }
      case 'not-found':
        showToast({
          text: say('notFound', { code: notice.code }),
          tone: 'wait',
          durationMs: BRIEF_MS,
        });
        return;
      case 'parked':
        showToast({ text: say('parkedDone'), tone: 'ok', durationMs: BRIEF_MS });
        return;
      case 'cart-full':
        showToast({ text: say('cartFull'), tone: 'wait' });
        return;
      case 'parked-full':
        showToast({ text: say('parkedFull'), tone: 'wait' });
        return;
      case 'park-first':
        showToast({ text: say('parkFirst'), tone: 'wait' });
        return;
      case 'write-failed':
        showToast({ text: say('writeFailed'), tone: 'review' });
        return;
    }
  };
}
