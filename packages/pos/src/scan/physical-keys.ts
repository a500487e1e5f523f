/** What a key prints on the US layout, plain and with Shift, by its place on the keyboard. */
const PUNCTUATION: Record<string, [string, string]> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};
const SHIFTED_DIGITS = ')!@#$%^&*(';
/** Some scanners send the group separator of GS1 codes as Ctrl + ]. */
export const GROUP_SEPARATOR = '\u001d';

export type PhysicalKey = { code: string; shift: boolean; ctrl: boolean };

/**
 * The character that a scanner meant. Scanners type as a US keyboard, so the place of the key counts
 * and not what the cashier's layout makes of it. null = a key that prints nothing.
 */
export function scannerChar({ code, shift, ctrl }: PhysicalKey): string | null {
  if (ctrl) return code === 'BracketRight' ? GROUP_SEPARATOR : null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) {
    const [, row, value] = digit as unknown as [string, string, string];
    return shift && row === 'Digit' ? (SHIFTED_DIGITS[Number(value)] as string) : value;
  }
  return PUNCTUATION[code]?.[shift ? 1 : 0] ?? null;
}
