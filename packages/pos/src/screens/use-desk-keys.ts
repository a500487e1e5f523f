import { type RefObject, useEffect, useRef } from 'react';
import { runCommand } from '../desk/desk-keys.ts';
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
    return listenToKeys(window, {
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
        if (!latest.current.search) return runOnTop(event, keys);
        return runCommand(event, desk, keys, {
          focusSearch: focus,
          enterQuery: () => latest.current.enterQuery?.(),
          reprint: () => latest.current.reprint?.(),
          park: () => void desk.park(),
        });
      },
    });
  }, [desk, keys]);
}

function runOnTop(event: KeyboardEvent, keys: ReturnType<typeof useWorkplace>['keys']): boolean {
  const { top } = keys;
  if (event.code === 'Backspace' && top?.pad) {
    top.pad('back');
    return true;
  }
  const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
  if (!isEnter || !top?.enter || document.activeElement?.matches('button:focus-visible')) {
    return false;
  }
  top.enter();
  return true;
}
