import { type KeyStroke, PAUSE_MS, WedgeDecoder } from './wedge-decoder.ts';

export type KeyListeners = {
  /** A whole code, as the scanner meant it. */
  onScan: (code: string) => void;
  /** Characters that a person typed while no text field had the focus. */
  onType: (text: string) => void;
  /** A key of a person, before anything else happens to it; true = it was a command. */
  onCommand: (event: KeyboardEvent) => boolean;
};

const BUSY_MS = 10;

type TextField = HTMLInputElement | HTMLTextAreaElement;
type Snapshot = { field: TextField; value: string };

/**
 * Listens to every key of the page before any field does. A scanner's text reaches `onScan` and no
 * text field, whatever has the focus and whatever layout is chosen; a person's keys go their way.
 */
export function listenToKeys(page: Window, listeners: KeyListeners): () => void {
  const decoder = new WedgeDecoder();
  let before: Snapshot | null = null;
  let untyped = '';
  let timer = 0;

  const flush = () => {
    if (untyped !== '') listeners.onType(untyped);
    untyped = '';
  };
  const release = (strokes: readonly KeyStroke[]) => {
    const field = focusedField(page.document);
    const text = strokes.map((stroke) => stroke.key).join('');
    if (text === '') return;
    if (field) insert(field, text);
    else untyped += text;
  };
  const scanned = (code: string, leaked: number) => {
    if (leaked > 0 && before) writeField(before.field, before.value);
    untyped = '';
    before = null;
    listeners.onScan(code);
  };
  const onPause = () => {
    if (keysAreWaiting(page)) {
      timer = page.setTimeout(onPause, BUSY_MS);
      return;
    }
    const verdict = decoder.pause();
    release(verdict.release);
    if (verdict.scan) scanned(verdict.scan.code, verdict.scan.leaked);
    else flush();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return;
    const field = focusedField(page.document);
    if (!decoder.isOpen) before = field ? { field, value: field.value } : null;
    const verdict = decoder.press(strokeOf(event));
    release(verdict.release);
    page.clearTimeout(timer);
    if (decoder.isOpen) timer = page.setTimeout(onPause, PAUSE_MS);
    if (verdict.is !== 'pass') stop(event);
    if (verdict.is === 'scan') return scanned(verdict.code, verdict.leaked);
    if (verdict.is === 'hold') return;
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isText || field) flush();
    if (listeners.onCommand(event)) return stop(event);
    // Typing anywhere fills the search; the pause decides whether it was typing at all.
    if (isText && !field && !isPressable(page.document.activeElement, event)) {
      untyped += event.key;
      stop(event);
    }
  };
  page.addEventListener('keydown', onKeyDown, true);
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', onKeyDown, true);
  };
}

/** A busy page may run its timer before keys that came earlier: the pause was its own, not the scanner's. */
function keysAreWaiting(page: Window): boolean {
  const { scheduling } = page.navigator as { scheduling?: { isInputPending?(): boolean } };
  return scheduling?.isInputPending?.() ?? false;
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  const { code, key, shiftKey: shift, ctrlKey: ctrl, timeStamp: atMs } = event;
  return { code, key, shift, ctrl, atMs };
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Space presses a focused button; it must not begin a search. */
function isPressable(element: Element | null, event: KeyboardEvent): boolean {
  return event.code === 'Space' && element instanceof HTMLButtonElement;
}

function focusedField(page: Document): TextField | null {
  const element = page.activeElement;
  if (element instanceof HTMLTextAreaElement) return element;
  const typed =
    element instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(element.type);
  return typed ? element : null;
}

function insert(field: TextField, text: string): void {
  const from = field.selectionStart ?? field.value.length;
  const to = field.selectionEnd ?? field.value.length;
  writeField(field, field.value.slice(0, from) + text + field.value.slice(to));
  field.setSelectionRange(from + text.length, from + text.length);
}

/** Writes as a person would, so that React hears of it. */
function writeField(field: TextField, value: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
