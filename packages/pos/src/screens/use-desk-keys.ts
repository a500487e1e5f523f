import { type RefObject, useEffect, useRef } from 'react';
import { runCommand, runOnTarget } from '../desk/desk-keys.ts';
import { listenToKeys } from '../scan/listen-to-keys.ts';
import { useWorkplace } from './workplace.tsx';

type Wishes = {
  search?: RefObject<HTMLInputElement | null>;
  enterQuery?: () => void;
  reprint?: () => void;
};

/** Scanner and keyboard of the screen that is open: codes to the desk, keys to their commands. */
export function useDeskKeys(wishes: Wishes): void {
  const { desk, keys } = useWorkplace();
  const latest = useRef(wishes);
  useEffect(() => {
    latest.current = wishes;
  });
  useEffect(() => {
    const focus = () => latest.current.search?.current?.focus();
    const onTab = (event: KeyboardEvent) => {
      if (event.key === 'Tab') keys.focusByTab = true;
    };
    const onPointer = () => {
      keys.focusByTab = false;
    };
    window.addEventListener('keydown', onTab, true);
    window.addEventListener('pointerdown', onPointer, true);
    const stop = listenToKeys(window, {
      onScan: (code) => {
        const isSale = latest.current.search !== undefined && !desk.approval.get();
        if (isSale) desk.scan(code);
        // Where goods mean nothing a pad may take it: very fast fingers, a card with a PIN on it.
        else if (keys.type(code)) keys.top?.enter?.();
      },
      onType: (text) => {
        if (keys.type(text) || !latest.current.search) return;
        desk.type(text);
        if (desk.query.get() !== '') focus();
      },
      onCommand: (event) => {
        if (!latest.current.search) return runOnTarget(event, keys);
        return runCommand(event, desk, keys, {
          focusSearch: focus,
          isSearchEmpty: () => isEmptyHere(latest.current.search?.current ?? null),
          leaveSearch: () => latest.current.search?.current?.blur(),
          enterQuery: () => latest.current.enterQuery?.(),
          reprint: () => latest.current.reprint?.(),
          park: () => void desk.park(),
        });
      },
    });
    return () => {
      stop();
      window.removeEventListener('keydown', onTab, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, [desk, keys]);
}

function isEmptyHere(field: HTMLInputElement | null): boolean {
  return field !== null && document.activeElement === field && field.value === '';
}
