import { isJson, type Limiter, readTextBody, resolveApiKey } from '@oson/auth';
import { type Correction, type FlagKind, OsonError } from '@oson/contract';
import type { Database } from '@oson/db';
import { localeOf, wordsOf } from '@oson/messages';
import { flagWords } from '@oson/messages/office';
import { type RestAnswer, type RestOutcome, takeRestSale } from '@oson/operations';
import { restSaleSchema } from './rest-sale-schema.ts';

const BODY_BYTES_MAX = 256 * 1024;
const KEY = /^Bearer (oson_[\w-]{20,100})$/;
/** Ten a second on average, of one key, over all processes that serve the office. */
const LIMIT = { points: 60, windowS: 6 };

/** What an integration reads. `reason` is for people, in the chain's language. */
export type SalesSyncAnswer = {
  status: 'ok' | 'conflict';
  canonicalId: string;
  clientTempId: string | null;
  corrections: Correction[];
  flags: FlagKind[];
  reason: string | null;
  /** ISO 8601. */
  serverTimestamp: string;
};

/**
 * POST /api/sales/sync (REST1-7): one sale of an integration, by the same act that posts a
 * terminal's. 200 ok or conflict; 400 body or key missing; 401 no such API key; 403 the chain is
 * suspended or closed; 409 idempotency key with another body; 413, 415; 422 store or cashier are not the
 * key's; 429; 503.
 */
export async function handleSalesSync(
  request: Request,
  { db, limiter, now }: { db: Database; limiter: Limiter; now: () => number },
): Promise<Response> {
  try {
    if (!isJson(request)) return refuse(415, 'BAD_INPUT');
    const key = KEY.exec(request.headers.get('authorization') ?? '')?.[1];
    const caller = key === undefined ? null : await resolveApiKey(db, key);
    if (!caller) return refuse(401, 'NOT_SIGNED_IN');
    const taken = await limiter.take(`rest:${caller.apiKeyId}`, LIMIT.points, LIMIT.windowS);
    if (!taken.ok) {
      return refuse(429, 'TOO_MANY_REQUESTS', { retryAfterMs: taken.retryAfterS * 1000 });
    }
    const body = readJson(await readTextBody(request, BODY_BYTES_MAX));
    const read = restSaleSchema.safeParse(body);
    if (!read.success) return refuse(400, 'BAD_INPUT', { fields: fieldsOf(read.error) });
    const outcome = await takeRestSale(db, caller, read.data, now());
    return answerOf(outcome, read.data.clientTempId ?? null);
  } catch (error) {
    if (error instanceof OsonError) return refuse(STATUS[error.code] ?? 400, error.code);
    throw error;
  }
}

const STATUS: Partial<Record<OsonError['code'], number>> = {
  BUSY: 503,
  FILE_TOO_LARGE: 413,
  TERMINAL_UNKNOWN: 401,
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all fails the schema like any other wrong body.
    return null;
  }
}

/** Names of what is wrong, never a value. */
function fieldsOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  const paths = error.issues.slice(0, 8).map(({ path }) => path.map(String).join('.') || 'body');
  return [...new Set(paths)].join(', ');
}

function answerOf(outcome: RestOutcome, clientTempId: string | null): Response {
  if (outcome.ok) return json(200, bodyOf(outcome.answer, clientTempId));
  switch (outcome.problem) {
    case 'suspended':
      return refuse(403, 'TENANT_SUSPENDED');
    case 'closed':
      return refuse(403, 'TENANT_CLOSED');
    case 'key-reused':
      return refuse(409, 'KEY_REUSED');
    case 'store':
      return refuse(422, 'NOT_FOUND', { fields: 'storeId' });
    case 'cashier':
      return refuse(422, 'NOT_FOUND', { fields: 'cashierId' });
    default:
      return outcome.problem satisfies never;
  }
}

function bodyOf(answer: RestAnswer, clientTempId: string | null): SalesSyncAnswer {
  const { canonicalId, corrections, flags, serverTimestamp } = answer;
  const t = wordsOf(flagWords, localeOf(answer.locale) ?? 'uz-Latn');
  return {
    status: flags.length > 0 ? 'conflict' : 'ok',
    canonicalId,
    clientTempId,
    corrections,
    flags,
    reason: flags.length > 0 ? `${flags.map((flag) => t(flag)).join('. ')}.` : null,
    serverTimestamp: new Date(serverTimestamp).toISOString(),
  };
}

function refuse(status: number, code: string, details: Record<string, string | number> = {}) {
  return json(status, { error: { code, ...details } });
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
