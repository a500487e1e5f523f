import type { SaleDesk } from './sale-desk.ts';
import type { KeyTargets } from './key-targets.ts';

/** What the keys do beside the desk's own acts. */
export type DeskCommands = {
  /** The focus is in the search and nothing is typed there: keys belong to the cart. */
  isSearchEmpty(): boolean;
  leaveSearch(): void;
  focusSearch(): void;
  enterQuery(): void;
  reprint(): void;
  park(): void;
};

/**
 * The keyboard map, by the place of the key so that it holds under every layout. Answers whether the
 * key was a command; F1 F3 F5 F6 F11 F12 and the browser's own stay the browser's.
 */
export function runCommand(
  event: KeyboardEvent,
  desk: SaleDesk,
  targets: KeyTargets,
  commands: DeskCommands,
): boolean {
  const onTop = targets.top;
  if (onTop) return runOnTarget(event, targets);
  if (event.code === 'KeyK' && event.ctrlKey) return done(() => commands.focusSearch());
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const act = commandOf(event, desk, commands);
  return act ? done(act) : false;
}

const done = (act: () => void): true => {
  act();
  return true;
};

/** Keys of a surface with a pad: Backspace takes back, Enter finishes. Text fields keep theirs. */
export function runOnTarget(event: KeyboardEvent, targets: KeyTargets): boolean {
  const { top } = targets;
  if (!top || isTextField(document.activeElement)) return false;
  if (event.code === 'Backspace' && top.pad) return done(() => top.pad?.('back'));
  const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
  return isEnter && targets.takesEnter() ? done(() => top.enter?.()) : false;
}

function commandOf(
  event: KeyboardEvent,
  desk: SaleDesk,
  commands: DeskCommands,
): (() => void) | null {
  const typing = isTextField(document.activeElement) && !commands.isSearchEmpty();
  const queryOpen = desk.query.get() !== '';
  switch (event.code) {
    case 'F2':
      return () => commands.focusSearch();
    case 'F4':
      return () => commands.park();
    case 'F7':
      return () => desk.sheet.set({ is: 'customer', opener: 'cart' });
    case 'F8':
      return () => desk.sheet.set({ is: 'discount' });
    case 'F9':
      return () => desk.openPayment();
    case 'F10':
      return () => commands.reprint();
    case 'Escape':
      return escapeOf(desk, commands);
    case 'Enter':
    case 'NumpadEnter':
      return queryOpen ? () => commands.enterQuery() : null;
    case 'Backspace':
      return queryOpen && !typing ? () => desk.query.set(desk.query.get().slice(0, -1)) : null;
    case 'ArrowUp':
      return queryOpen || inTabs() ? null : () => desk.select(-1);
    case 'ArrowDown':
      return queryOpen || inTabs() ? null : () => desk.select(1);
    default:
      return typing || queryOpen ? null : lineCommandOf(event, desk);
  }
}

function lineCommandOf(event: KeyboardEvent, desk: SaleDesk): (() => void) | null {
  switch (event.code) {
    case 'Delete':
      return () => desk.removeSelected();
    case 'NumpadAdd':
      return () => desk.step(1);
    case 'NumpadSubtract':
    case 'Minus':
      return () => desk.step(-1);
    case 'Equal':
      return event.shiftKey ? () => desk.step(1) : null;
    case 'Slash':
      return event.shiftKey ? () => desk.sheet.set({ is: 'keys' }) : null;
    default:
      return null;
  }
}

function escapeOf(desk: SaleDesk, commands: DeskCommands): (() => void) | null {
  if (desk.query.get() !== '') return () => desk.query.set('');
  if (desk.done.get()) return () => desk.done.set(null);
  return commands.isSearchEmpty() ? () => commands.leaveSearch() : null;
}

function isTextField(element: Element | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

const inTabs = () => document.activeElement?.closest('[role=tablist]') !== null;
