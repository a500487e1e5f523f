import { expect, test } from 'vitest';
import { scannerChar } from './physical-keys.ts';
import { type KeyStroke, WedgeDecoder } from './wedge-decoder.ts';

/** A US scanner on a computer whose layout is Russian: the places are right, the letters are not. */
const RUSSIAN: Record<string, string> = { KeyA: 'ф', KeyB: 'и', KeyQ: 'й', KeyK: 'л', KeyD: 'в' };

function strokes(codes: string[], gapMs: number, startMs = 0): KeyStroke[] {
  return codes.map((code, i) => {
    const bare = code.replace('+', '');
    return {
      code: bare,
      key: RUSSIAN[bare] ?? bare.replace(/^(Digit|Numpad|Key)/, ''),
      shift: code.startsWith('+'),
      ctrl: false,
      atMs: startMs + i * gapMs,
    };
  });
}
const digits = (text: string) => Array.from(text, (digit) => `Digit${digit}`);

function play(decoder: WedgeDecoder, keys: KeyStroke[]) {
  return keys.map((key) => decoder.press(key));
}

test.each([10, 40, 80])('a scanner that sends a key every %d ms is read whole', (gapMs) => {
  const verdicts = play(new WedgeDecoder(), strokes([...digits('4780001000012'), 'Enter'], gapMs));

  expect(verdicts.at(-1)).toMatchObject({ is: 'scan', code: '4780001000012' });
});

test('under a Russian layout the code is what the scanner meant', () => {
  const code = [...digits('01'), 'KeyQ', '+KeyK', 'KeyD', 'Enter'];

  const verdicts = play(new WedgeDecoder(), strokes(code, 12));

  expect(verdicts.at(-1)).toMatchObject({ is: 'scan', code: '01qKd' });
});

test('a group separator is kept: marked goods send it as Ctrl and a bracket', () => {
  expect(scannerChar({ code: 'BracketRight', shift: false, ctrl: true })).toBe('\u001d');
});

test('of a fast scan only its first character can reach a text field', () => {
  const verdicts = play(new WedgeDecoder(), strokes([...digits('47800'), 'Enter'], 10));

  expect(verdicts.map((verdict) => verdict.is)).toEqual([
    'pass',
    'hold',
    'hold',
    'hold',
    'hold',
    'scan',
  ]);
  expect(verdicts.at(-1)).toMatchObject({ leaked: 1 });
});

test('of a slow scan everything that reached the field is told, so that it can be taken out', () => {
  const verdicts = play(new WedgeDecoder(), strokes([...digits('4780001'), 'Enter'], 80));

  expect(verdicts.at(-1)).toMatchObject({ is: 'scan', code: '4780001', leaked: 7 });
});

test('ten scans a second are ten codes', () => {
  const decoder = new WedgeDecoder();
  const codes: string[] = [];
  for (let scan = 0; scan < 10; scan++) {
    for (const key of strokes([...digits(`478000${scan}`), 'Enter'], 10, scan * 100)) {
      const verdict = decoder.press(key);
      if (verdict.is === 'scan') codes.push(verdict.code);
    }
  }

  expect(codes).toEqual(Array.from({ length: 10 }, (_, i) => `478000${i}`));
});

test('a scanner without an end mark is read after a pause', () => {
  const decoder = new WedgeDecoder();
  play(decoder, strokes(digits('47800015'), 10));

  expect(decoder.pause()).toEqual({ release: [], scan: { code: '47800015', leaked: 1 } });
});

test('what a person types goes through, in order, also when two keys fall close together', () => {
  const decoder = new WedgeDecoder();
  const keys = strokes(['KeyN', 'KeyO', 'KeyN'], 30);
  const typed: string[] = [];
  for (const key of keys) {
    const verdict = decoder.press(key);
    typed.push(...verdict.release.map((held) => held.key));
    if (verdict.is === 'pass') typed.push(key.key);
  }
  typed.push(...decoder.pause().release.map((held) => held.key));

  expect(typed.join('')).toBe('NON');
});

test('a slow key lets the held ones go first', () => {
  const decoder = new WedgeDecoder();
  const [a, b] = strokes(['KeyA', 'KeyB'], 20);
  const [c] = strokes(['KeyK'], 0, 95);
  play(decoder, [a!, b!]);

  const verdict = decoder.press(c!);

  expect(verdict.is).toBe('pass');
  expect(verdict.release.map((held) => held.code)).toEqual(['KeyB']);
});

test('Enter after slow typing is a person’s Enter', () => {
  const verdicts = play(new WedgeDecoder(), strokes([...digits('125'), 'Enter'], 180));

  expect(verdicts.map((verdict) => verdict.is)).toEqual(['pass', 'pass', 'pass', 'pass']);
});

test('a short quick number and Enter is no scan: an amount is typed like that', () => {
  const verdicts = play(new WedgeDecoder(), strokes([...digits('5000'), 'Enter'], 90));

  expect(verdicts.at(-1)?.is).toBe('pass');
});
