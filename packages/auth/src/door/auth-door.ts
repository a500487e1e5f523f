import { type ErrorCode, OsonError } from '@oson/contract';
import { z } from 'zod';
import type { IdentityParts } from '../identity-parts.ts';
import { callerIp } from '../limits/caller-ip.ts';
import { DOORS } from './doors.ts';
import { isForeignRequest, isJson, readTextBody } from './request-guards.ts';

const BODY_BYTES_MAX = 8 * 1024;
const STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_SIGNED_IN: 401,
  WRONG_CREDENTIALS: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  EMAIL_TAKEN: 409,
  PHONE_TAKEN: 409,
  FILE_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  UNEXPECTED: 500,
};

/**
 * All that concerns passwords and session cookies, under /api/auth. Only the named doors exist:
 * better-auth's other endpoints are not reachable from outside.
 */
export async function handleAuthRequest(parts: IdentityParts, request: Request): Promise<Response> {
  try {
    const door = DOORS[new URL(request.url).pathname.replace(/^\/api\/auth\//, '')];
    if (!door || request.method !== 'POST') throw new OsonError('NOT_FOUND');
    const { officeOrigin, consoleOrigin } = parts.settings;
    if (isForeignRequest(request, [officeOrigin, consoleOrigin])) {
      throw new OsonError('NOT_ALLOWED', { why: 'origin' });
    }
    if (!isJson(request)) return answer(415, refusal(new OsonError('BAD_INPUT')));
    const text = await readTextBody(request, BODY_BYTES_MAX);
    const ip = callerIp(request.headers, parts.settings.ipHeader);
    return await door(parts, { headers: request.headers, ip, body: parse(text) });
  } catch (error) {
    return refusalOf(error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new OsonError('BAD_INPUT');
  }
}

function refusalOf(error: unknown): Response {
  if (error instanceof z.ZodError) return answer(400, refusal(new OsonError('BAD_INPUT')));
  if (!(error instanceof OsonError)) throw error;
  const headers = new Headers();
  if (error.code === 'TOO_MANY_REQUESTS') {
    headers.set('retry-after', String(error.details.retryAfterS ?? 60));
  }
  return answer(STATUS[error.code] ?? 400, refusal(error), headers);
}

const refusal = (error: OsonError) => ({ error: { code: error.code, details: error.details } });

function answer(status: number, body: unknown, headers = new Headers()): Response {
  headers.set('cache-control', 'no-store');
  return Response.json(body, { status, headers });
}
