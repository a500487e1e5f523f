import canonicalize from 'canonicalize';

/**
 * Half a surrogate pair has no UTF-8 bytes, so no digest can be made over it; a NUL is the one
 * character that Postgres cannot keep in a text.
 */
const NOT_KEEPABLE = /[\0\ud800-\udfff]/gu;

/**
 * RFC 8785 JSON of a plain value: keys sorted by UTF-16 unit, no spaces, numbers as ECMAScript
 * writes them. Throws on NaN, infinities, cycles, lone surrogates and values that JSON has not.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('JSON has no word for this value');
  return text;
}

/**
 * A copy as JSON carries it, in which half a surrogate pair or a NUL has become U+FFFD. Text typed,
 * scanned or pasted on a device may hold one, and a sale must never fail because of it.
 */
export function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? part.replace(NOT_KEEPABLE, '\ufffd') : part,
  ) as T;
}
