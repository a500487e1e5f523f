import cors from '@fastify/cors';
import { HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE } from '@oson/contract';
import type { FastifyInstance } from 'fastify';

const DAY_S = 86_400;
/** What only a page of the office follows: the progress of its imports. */
const OFFICE_PATH = '/trpc/import.';

export type PageOrigins = { posOrigin: string; officeOrigin: string };

/** The origins whose pages may call this address. */
export const originsFor = (url: string, { posOrigin, officeOrigin }: PageOrigins): string[] =>
  url.startsWith(OFFICE_PATH) ? [officeOrigin] : [...new Set([posOrigin, officeOrigin])];

/** Pages of our own origins may call; no cookie ever travels here, so none is allowed. */
export async function allowOrigins(app: FastifyInstance, origins: PageOrigins): Promise<void> {
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, {
        origin: originsFor(request.url ?? '', origins),
        methods: ['GET', 'POST'],
        allowedHeaders: [
          'content-type',
          'content-encoding',
          HEADER_INCARNATION,
          HEADER_NONCE,
          HEADER_SIGNATURE,
        ],
        exposedHeaders: ['retry-after', 'x-request-id'],
        credentials: false,
        maxAge: DAY_S,
      }),
  });
}
