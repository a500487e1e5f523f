import {
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  sha256Hex,
  signedText,
} from '@oson/contract';
import superjson, { type SuperJSONResult } from 'superjson';

/** A request that got no answer that counts; `status` null when none came at all. */
export class WireError extends Error {
  readonly status: number | null;
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number | null, code: string | null, details: Record<string, unknown> = {}) {
    super(`${code ?? 'no answer'}${status === null ? '' : ` (${status})`}`);
    this.name = 'WireError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** What signs for a terminal; the private key stays inside. */
export type Signer = {
  incarnation: string;
  nonce: () => string;
  sign: (text: string) => Promise<string>;
};

export type Wire = { workerUrl: string; fetch: typeof fetch };

/**
 * Calls a tRPC mutation of the worker as a browser does: superjson in a POST, signed when a signer
 * is given, no cookie, no retry. Rejects with a WireError.
 */
export async function callWorker(
  wire: Wire,
  procedure: string,
  input: unknown,
  signer?: Signer,
): Promise<unknown> {
  const url = new URL(`/trpc/${procedure}`, wire.workerUrl);
  const body = superjson.stringify(input);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (signer) {
    const nonce = signer.nonce();
    const text = signedText('POST', url.pathname, sha256Hex(body), nonce);
    headers[HEADER_INCARNATION] = signer.incarnation;
    headers[HEADER_NONCE] = nonce;
    headers[HEADER_SIGNATURE] = await signer.sign(text);
  }
  let status: number;
  let text: string;
  try {
    const answer = await wire.fetch(url, { method: 'POST', headers, body });
    status = answer.status;
    text = await answer.text();
  } catch (cause) {
    throw Object.assign(new WireError(null, null), { cause });
  }
  return readAnswer(status, text);
}

type Frame = {
  result?: { data?: SuperJSONResult };
  error?: { json?: { data?: { oson?: { code?: string; details?: Record<string, unknown> } } } };
};

/** Takes the data out of tRPC's frame; anything else than that frame is a WireError. */
export function readAnswer(status: number, text: string): unknown {
  let frame: Frame | null;
  try {
    frame = JSON.parse(text) as Frame | null;
  } catch {
    // A captive portal, a proxy's page, an answer that was cut.
    throw new WireError(status, null);
  }
  const data = frame?.result?.data;
  if (status === 200 && data !== undefined) return superjson.deserialize(data);
  const refusal = frame?.error?.json?.data?.oson;
  throw new WireError(status, refusal?.code ?? null, refusal?.details ?? {});
}
