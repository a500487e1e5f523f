/** Fields whose values never leave a process in a log or a report, whatever holds them. */
export const SECRET_FIELDS: readonly string[] = [
  'phone',
  'phonenumber',
  'phone_number',
  'name',
  'username',
  'recipient',
  'email',
  'pin',
  'password',
  'token',
  'secret',
  'otp',
  'body',
  'authorization',
  'cookie',
  'set-cookie',
  'signature',
  'x-oson-signature',
  'x-oson-nonce',
  'ip_address',
];

const REMOVED = '[removed]';
const DEPTH_MAX = 8;
const secret = new Set(SECRET_FIELDS);
const PHONE = /\+?\b998[\s-]?\d{2}[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}\b/g;
const EMAIL = /[\p{L}\d._%+-]+@(?:[\p{L}\d-]+\.)+\p{L}{2,}/gu;
const CREDENTIAL_IN_URL = /(\w+:\/\/[^:/\s]+):[^@\s]+@/g;

/** A text without phone numbers, e-mail addresses and passwords inside addresses. */
export function scrubText(text: string): string {
  return text
    .replace(CREDENTIAL_IN_URL, '$1:***@')
    .replace(PHONE, '+998*********')
    .replace(EMAIL, '***@***');
}

/**
 * A copy of what is to be logged or reported without personal data and secrets: by the name of the
 * field at any depth, and by the shape of texts. Errors stay what they are, for their serializer.
 */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEPTH_MAX || ArrayBuffer.isView(value)) return REMOVED;
  if (Array.isArray(value)) return value.map((entry) => scrub(entry, depth + 1));
  const kind = Object.getPrototypeOf(value);
  // Requests, clients, maps: too large to copy and never meant for a log.
  if (kind !== Object.prototype && kind !== null) return `[${kind.constructor?.name ?? 'object'}]`;
  const entries = Object.entries(value).map(([key, entry]) =>
    secret.has(key.toLowerCase()) ? [key, REMOVED] : [key, scrub(entry, depth + 1)],
  );
  return Object.fromEntries(entries);
}
