import { posWords } from '@oson/messages/pos';
import { useLocale, useWords } from '@oson/ui';
import { createContext, useContext } from 'react';
import type { Shelf } from '../catalog/shelf.ts';
import type { Pos } from '../core/pos.ts';
import type { KeyTargets } from '../desk/key-targets.ts';
import type { SaleDesk } from '../desk/sale-desk.ts';
import type { PrintChoice } from '../print/print-choice.ts';
import { type Store, useStore } from '../state/store.ts';
import type { UpdateGate } from '../update/update-gate.ts';

/** What every screen of an open terminal acts through. */
export type Workplace = {
  pos: Pos;
  desk: SaleDesk;
  keys: KeyTargets;
  print: Store<PrintChoice>;
  gate: UpdateGate;
  /** Leaves this terminal's screens for the enrolment. */
  enrolAgain: () => void;
};

export const WorkplaceContext = createContext<Workplace | null>(null);

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error('this screen stands outside of a terminal');
  return workplace;
}

export function useShelf(): Shelf {
  return useStore(useWorkplace().pos.catalog.shelf);
}

/** The cashier's words in the language on screen. */
export function usePosWords() {
  return useWords(posWords);
}

/** Whether what is sold now is practice: its mark stands on every screen. */
export function useIsPractice(): boolean {
  const { pos } = useWorkplace();
  useStore(pos.identity);
  useStore(pos.practiceUntil);
  return pos.isPractice();
}

/** Goods, categories and tender types carry names of their own in some languages. */
export function useNameLocale() {
  return useLocale().locale;
}
