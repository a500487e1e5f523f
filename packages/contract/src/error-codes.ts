/**
 * The one registry of error codes. A code exists only if somebody acts differently on it; the words
 * for people stand in packages/messages under the same code.
 */
export const ERROR_CODES = [
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'BAD_INPUT',
  'CHANGED_MEANWHILE',
  'TOO_MANY_REQUESTS',
  'TENANT_SUSPENDED',
  'SECOND_FACTOR_NEEDED',
  'EMAIL_TAKEN',
  'PHONE_TAKEN',
  'WRONG_CREDENTIALS',
  'WEAK_PASSWORD',
  'CODE_WRONG',
  'CODE_EXPIRED',
  'BAD_PIN',
  'BARCODE_TAKEN',
  'FILE_TOO_LARGE',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'NONCE_EXPIRED',
  'SIGNATURE_WRONG',
  'TERMINAL_REVOKED',
  'TERMINAL_UNKNOWN',
  'TERMINAL_UNCONFIRMED',
  'TENANT_CLOSED',
  'KEY_REUSED',
  'BUSY',
  'OFFLINE',
  'UNEXPECTED',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected refusal: data for the caller, with a code of the registry. Bugs are plain errors. */
export class OsonError extends Error {
  readonly code: ErrorCode;
  /** Names the field or figure at fault, for the message; never personal data. */
  readonly details: Record<string, string | number>;
  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    super(code);
    this.name = 'OsonError';
    this.code = code;
    this.details = details;
  }
}
