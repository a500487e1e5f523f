/** Why a request got no answer that counts. None of them touches the journal. */
export type Fault =
  | { kind: 'network' }
  | { kind: 'busy'; delayMs: number | null }
  | { kind: 'nonce'; nonce: string }
  | { kind: 'auth'; code: string }
  | { kind: 'revoked' }
  /** Pulling alone is refused: not confirmed after a recovery, or the tenant is closed. */
  | { kind: 'no-rows'; why: 'unconfirmed' | 'closed' }
  | { kind: 'too-large' }
  | { kind: 'refused'; status: number; code: string };

/** What is known of a failed exchange; `status` null when no HTTP answer came. */
export type FailedAnswer = {
  status: number | null;
  /** The code of the error registry, when the answer had one. */
  code: string | null;
  details: Readonly<Record<string, unknown>>;
};

/**
 * Sorts a failed exchange by status and code. An answer with status 2xx that is not of this
 * protocol (a captive portal, cut JSON) counts as no answer.
 */
export function faultOf({ status, code, details }: FailedAnswer): Fault {
  if (status === null || status < 400) return { kind: 'network' };
  if (status === 413) return { kind: 'too-large' };
  if (status === 429 || status === 503) return { kind: 'busy', delayMs: delayOf(details) };
  if (code === 'NONCE_EXPIRED' && typeof details.nonce === 'string' && details.nonce !== '') {
    return { kind: 'nonce', nonce: details.nonce };
  }
  if (status === 401) return { kind: 'auth', code: code ?? 'NOT_SIGNED_IN' };
  if (code === 'TERMINAL_REVOKED') return { kind: 'revoked' };
  if (code === 'TERMINAL_UNCONFIRMED') return { kind: 'no-rows', why: 'unconfirmed' };
  if (code === 'TENANT_CLOSED') return { kind: 'no-rows', why: 'closed' };
  // A proxy without the server behind it is the network, not the server.
  if (status === 502 || status === 504) return { kind: 'network' };
  return { kind: 'refused', status, code: code ?? 'UNEXPECTED' };
}

function delayOf(details: FailedAnswer['details']): number | null {
  // Refusals of the whole server say `delayMs`, those of a limit `retryAfterMs`.
  const delayMs = details.delayMs ?? details.retryAfterMs;
  return typeof delayMs === 'number' && Number.isFinite(delayMs) && delayMs > 0 ? delayMs : null;
}
