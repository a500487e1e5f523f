import { type PhysicalKey, scannerChar } from './physical-keys.ts';

/** One key going down; `atMs` from a clock that never jumps. */
export type KeyStroke = PhysicalKey & { key: string; atMs: number };

/**
 * What becomes of a key. First of all, `release` holds keys of a fast typist that were held back and
 * belong in front of it. `pass` = it is a person's, let it through. `hold` = it may be a scanner's,
 * keep it from the page. `scan` = it ended a code; `leaked` characters of that have reached a text
 * field before the pace was known and are to be taken out again.
 */
export type Verdict = { release: KeyStroke[] } & (
  | { is: 'pass' }
  | { is: 'hold' }
  | { is: 'scan'; code: string; leaked: number }
);
/** After a pause: a code without an end mark, or keys that were a fast typist's after all. */
export type PauseVerdict = { release: KeyStroke[]; scan: { code: string; leaked: number } | null };

/** Between two keys of a scanner: a fast one needs 10 ms, a Bluetooth one up to 80. */
const FAST_GAP_MS = 45;
const SLOW_GAP_MS = 100;
/** After this pause a burst is over. Longer than the slow gap, so that a slow scan is not cut. */
export const PAUSE_MS = 110;
const FAST_LENGTH_MIN = 3;
/** At the pace of a fast typist, or without an end mark, only a longer run of digits is a code. */
const SLOW_LENGTH_MIN = 6;
const UNENDED_LENGTH_MIN = 8;

const END_KEYS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const MODIFIER = /^(Shift|Control|Alt|Meta|CapsLock)/;

/**
 * Tells a barcode scanner that types from a person who types, by the pace of the keys. Pure: it gets
 * keys and pauses and answers what to do with them.
 */
export class WedgeDecoder {
  #chars = '';
  #held: KeyStroke[] = [];
  #leaked = 0;
  #fast = true;
  #lastMs: number | null = null;

  /** A key went down. */
  press(stroke: KeyStroke): Verdict {
    const gap = this.#lastMs === null ? 0 : stroke.atMs - this.#lastMs;
    const late = gap > SLOW_GAP_MS ? this.#reset() : [];
    if (MODIFIER.test(stroke.code)) return { is: 'pass', release: late };
    if (END_KEYS.has(stroke.code)) return this.#end(late);
    const char = scannerChar(stroke);
    if (char === null) return { is: 'pass', release: [...late, ...this.#reset()] };
    const first = this.#chars === '';
    this.#chars += char;
    this.#lastMs = stroke.atMs;
    if (!first && gap <= FAST_GAP_MS) {
      this.#held.push(stroke);
      return { is: 'hold', release: late };
    }
    if (!first) this.#fast = false;
    // This key goes through, so those held before it go first, or the text would be out of order.
    const release = [...late, ...this.#held];
    this.#leaked += this.#held.length + 1;
    this.#held = [];
    return { is: 'pass', release };
  }

  /** No key for `PAUSE_MS`. */
  pause(): PauseVerdict {
    const code = this.#chars;
    const leaked = this.#leaked;
    const isCode = this.#fast && code.length >= UNENDED_LENGTH_MIN && /^\d+$/.test(code);
    const release = this.#reset();
    return isCode ? { release: [], scan: { code, leaked } } : { release, scan: null };
  }

  /** Keys are under way, so a pause must be told. */
  get isOpen(): boolean {
    return this.#chars !== '';
  }

  #end(late: KeyStroke[]): Verdict {
    const code = this.#chars;
    const leaked = this.#leaked;
    const fast = this.#fast && code.length >= FAST_LENGTH_MIN;
    const slow = code.length >= SLOW_LENGTH_MIN && /^\d+$/.test(code);
    const release = this.#reset();
    if (fast || slow) return { is: 'scan', code, leaked, release: late };
    return { is: 'pass', release: [...late, ...release] };
  }

  #reset(): KeyStroke[] {
    const held = this.#held;
    this.#chars = '';
    this.#held = [];
    this.#leaked = 0;
    this.#fast = true;
    this.#lastMs = null;
    return held;
  }
}
