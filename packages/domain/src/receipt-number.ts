/** 32 signs without the pairs that people misread (0/O, 1/I): a byte picks one without bias. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const COUNTER_DIGITS = 6;
const PRACTICE_PREFIX = 'MASHQ';

/** A code of as many signs as random bytes are given. */
export function drawCode(random: Uint8Array): string {
  return Array.from(random, (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
}

/** A terminal's code from 2 to 4 random bytes of the caller; its uniqueness is the caller's. */
export function drawTerminalCode(random: Uint8Array): string {
  if (random.length < 2 || random.length > 4) {
    throw new RangeError('a terminal code has 2 to 4 signs');
  }
  return drawCode(random);
}

/**
 * "CH-7K-001184": store code, terminal code, counter of receipts. The dashes keep two stores from
 * ever printing the same number; practice has a series of its own: "MASHQ-CH-7K-000003".
 */
export function receiptNumber(
  storeCode: string,
  terminalCode: string,
  counter: number,
  practice = false,
): string {
  if (!Number.isSafeInteger(counter) || counter < 1) {
    throw new RangeError(`receipts are counted from 1, not ${counter}`);
  }
  const number = `${storeCode}-${terminalCode}-${String(counter).padStart(COUNTER_DIGITS, '0')}`;
  return practice ? `${PRACTICE_PREFIX}-${number}` : number;
}

export type ReceiptNumberParts = {
  storeCode: string;
  terminalCode: string;
  counter: number;
  practice: boolean;
};

/** The parts of a receipt number as printed or typed (small letters allowed); null if it is none. */
export function parseReceiptNumber(text: string): ReceiptNumberParts | null {
  const pattern = /^(MASHQ-)?(.+)-([0-9A-Z]{2,4})-(\d{6,15})$/u;
  const parts = pattern.exec(text.trim().toUpperCase());
  if (!parts) return null;
  return {
    storeCode: parts[2] as string,
    terminalCode: parts[3] as string,
    counter: Number(parts[4]),
    practice: parts[1] !== undefined,
  };
}
