import { isEanCheckDigitRight } from './ean.ts';
import { normaliseCode } from './normalise-code.ts';

/** What is read of a marking code (DataMatrix of Asl Belgisi). */
export type MarkingCode = {
  /** The goods' code in the form of `normaliseCode`. */
  gtin: string;
  serial: string;
  /** The part that names one piece of goods, without separators and crypto tail. */
  identification: string;
};

const GS = '\u001d';

/** Reads `01` GTIN `21` serial GS `93` tail; null when the text is not such a code. */
export function parseMarkingCode(text: string): MarkingCode | null {
  const bare = text.trim().replace(/^\][A-Za-z]\d/u, '');
  const body = bare.startsWith(GS) ? bare.slice(1) : bare;
  const head = body.split(GS)[0] as string;
  // Without separators a serial of 7 signs and the tail 93 + 4 are told apart by their place.
  const parts =
    /^01(\d{14})21([\x21-\x7e]{7})93[\x21-\x7e]{4}$/u.exec(head) ??
    /^01(\d{14})21([\x21-\x7e]{6,20})$/u.exec(head);
  if (!parts || !isEanCheckDigitRight(parts[1] as string)) return null;
  const [, gtin, serial] = parts as unknown as [string, string, string];
  return { gtin: normaliseCode(gtin), serial, identification: `01${gtin}21${serial}` };
}
