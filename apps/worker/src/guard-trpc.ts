import { jsonDepth } from '@oson/auth';
import type { FastifyInstance } from 'fastify';
import { originsFor, type PageOrigins } from './allow-origins.ts';
import { refusal } from './busy.ts';

/** Eight levels of our own messages, and the two that batch and transformer put around them. */
const JSON_DEPTH_MAX = 10;

/**
 * What is let through to the procedures (S11, S12): JSON only, of a bounded depth, and from a page
 * only when it is one of ours. Terminals without a page (integrations, tests) send no origin.
 */
export function guardTrpc(scope: FastifyInstance, origins: PageOrigins): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && !originsFor(request.url, origins).includes(origin)) {
      return reply.code(403).send(refusal('NOT_ALLOWED', 403, request.id));
    }
    const type = request.headers['content-type']?.split(';')[0]?.trim();
    if (request.method === 'POST' && type !== 'application/json') {
      return reply.code(415).send(refusal('BAD_INPUT', 415, request.id));
    }
  });
  scope.addHook('preHandler', async (request, reply) => {
    if (typeof request.body === 'string' && jsonDepth(request.body) > JSON_DEPTH_MAX) {
      return reply.code(400).send(refusal('BAD_INPUT', 400, request.id));
    }
  });
  scope.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'unexpected');
    const code = status === 413 ? 'FILE_TOO_LARGE' : status >= 500 ? 'UNEXPECTED' : 'BAD_INPUT';
    return reply.code(status).send(refusal(code, status, request.id));
  });
}
