import { utf8Length } from '@oson/domain';

/**
 * What the QR of a receipt says: enough to find the sale and to check it offline, no line of it.
 * The signature is ECDSA P-256 of `digitalReceiptText` under the incarnation's key, base64url.
 */
export type DigitalReceipt = {
  storeId: string;
  incarnation: string;
  opId: string;
  number: string;
  /** YYYY-MM-DD on the device's clock. */
  date: string;
  /** Printed total in tiyin. */
  total: number;
  signature: string;
};

/** A printed QR of 30 mm is read by any phone up to this size. */
export const DIGITAL_RECEIPT_BYTES_MAX = 250;
const VERSION = '1';
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The text that is signed; it differs from any other signed text by its first word. */
export function digitalReceiptText(receipt: Omit<DigitalReceipt, 'signature'>): string {
  return `OSR${VERSION}.${payloadOf(receipt)}`;
}

/**
 * The address for the QR; the fragment never reaches a server by itself. `page` is the address of
 * the page that shows digital receipts. Throws RangeError when it would not fit the QR.
 */
export function digitalReceiptUrl(page: string, receipt: DigitalReceipt): string {
  const url = `${page}#${VERSION}.${payloadOf(receipt)}.${receipt.signature}`;
  if (utf8Length(url) > DIGITAL_RECEIPT_BYTES_MAX) {
    throw new RangeError('the digital receipt does not fit its QR');
  }
  return url;
}

/** Reads a scanned address; null when it is no digital receipt. Its signature is not checked. */
export function parseDigitalReceipt(url: string): DigitalReceipt | null {
  const fragment = url.slice(url.indexOf('#') + 1);
  const parts =
    /^1\.([\w-]{22})\.([\w-]{22})\.([\w-]{22})\.([0-9A-Z-]+)\.(\d{4})(\d{2})(\d{2})\.(\d{1,16})\.([\w-]{86})$/u.exec(
      fragment,
    );
  if (!url.includes('#') || !parts) return null;
  const [, store, incarnation, op, number, year, month, day, total, signature] =
    parts as unknown as string[];
  return {
    storeId: longId(store as string),
    incarnation: longId(incarnation as string),
    opId: longId(op as string),
    number: number as string,
    date: `${year}-${month}-${day}`,
    total: Number(total),
    signature: signature as string,
  };
}

function payloadOf(receipt: Omit<DigitalReceipt, 'signature'>): string {
  const ids = [receipt.storeId, receipt.incarnation, receipt.opId].map(shortId);
  return [...ids, receipt.number, receipt.date.replaceAll('-', ''), receipt.total].join('.');
}

/** A UUID in 22 signs of base64url instead of 36. */
function shortId(uuid: string): string {
  const hex = uuid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/u.test(hex)) throw new RangeError(`not an id: ${uuid}`);
  let bits = BigInt(`0x${hex}`) << 4n;
  let text = '';
  for (let at = 0; at < 22; at++) {
    text = (SIGNS[Number(bits & 63n)] as string) + text;
    bits >>= 6n;
  }
  return text;
}

function longId(short: string): string {
  let bits = 0n;
  for (const sign of short) bits = (bits << 6n) | BigInt(SIGNS.indexOf(sign));
  const hex = (bits >> 4n).toString(16).padStart(32, '0');
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, at) => hex.slice(at === 0 ? 0 : ends[at - 1], end)).join('-');
}
