import type { ErrorCode } from '@oson/contract';
import type { IdentityParts } from '../identity-parts.ts';

export type Passed = {
  ok: boolean;
  body: Record<string, unknown>;
  cookies: string[];
  /** better-auth's own code, when it refused. */
  code: string | null;
  refusal: ErrorCode;
};

const CARRIED = ['cookie', 'origin', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode'];
const REFUSALS: Record<string, ErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'WRONG_CREDENTIALS',
  INVALID_PASSWORD: 'WRONG_CREDENTIALS',
  BANNED_USER: 'NOT_ALLOWED',
  INVALID_CODE: 'CODE_WRONG',
  INVALID_BACKUP_CODE: 'CODE_WRONG',
  INVALID_TWO_FACTOR_COOKIE: 'CODE_EXPIRED',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'CODE_EXPIRED',
  ACCOUNT_TEMPORARILY_LOCKED: 'TOO_MANY_REQUESTS',
  TOTP_ALREADY_ENABLED: 'CHANGED_MEANWHILE',
  TOTP_NOT_ENABLED: 'CHANGED_MEANWHILE',
  PASSWORD_TOO_SHORT: 'WEAK_PASSWORD',
  UNAUTHORIZED: 'NOT_SIGNED_IN',
};

/** Hands a checked request to better-auth's handler, with its own origin check still in force. */
export async function passTo(
  parts: IdentityParts,
  path: string,
  from: Headers,
  body: Record<string, unknown>,
): Promise<Passed> {
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of CARRIED) {
    const value = from.get(name);
    if (value) headers.set(name, value);
  }
  const response = await parts.auth.handler(
    new Request(`${parts.settings.officeOrigin}/api/auth${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
  const text = await response.text();
  const answered = (text ? JSON.parse(text) : {}) as Record<string, unknown> & { code?: string };
  const code = response.ok ? null : (answered.code ?? '');
  return {
    ok: response.ok,
    body: answered,
    cookies: response.headers.getSetCookie(),
    code,
    refusal: REFUSALS[code ?? ''] ?? 'UNEXPECTED',
  };
}
