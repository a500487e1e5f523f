/** What a key of the pad says. */
export type PadKey =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | '000'
  | ','
  | 'back';

/**
 * The text after a press.
 * @param limits.maxLength at most so many signs, 12 unless told
 * @param limits.decimals places after the mark; 0 unless told, then the mark is not taken
 */
export function typeOnPad(
  text: string,
  key: PadKey,
  limits: { maxLength?: number; decimals?: number } = {},
): string {
  const { maxLength = 12, decimals = 0 } = limits;
  if (key === 'back') return text.slice(0, -1);
  if (key === ',') {
    if (decimals === 0 || text.includes(',')) return text;
    return `${text || '0'},`;
  }
  const next = text === '0' ? key.replace(/^0+$/, '0') : text + key;
  const bare = text === '' ? next.replace(/^0+$/, '0') : next;
  const places = bare.includes(',') ? bare.length - bare.indexOf(',') - 1 : 0;
  return bare.length > maxLength || places > decimals ? text : bare;
}

const BY_CODE: Record<string, PadKey> = {
  Backspace: 'back',
  NumpadDecimal: ',',
  Comma: ',',
  Period: ',',
};

/** The pad's key for a key of the keyboard, by its place: layouts differ, places do not. */
export function padKeyOf(code: string): PadKey | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  return (digit as PadKey | undefined) ?? BY_CODE[code] ?? null;
}
