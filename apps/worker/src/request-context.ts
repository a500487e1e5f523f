import type { ApiContext } from '@oson/api';
import { makeNonce, readTicket, resolveTerminal } from '@oson/auth';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import type { FastifyRequest } from 'fastify';
import type { WorkerParts } from './build-worker.ts';

/**
 * What procedures know of a request to the worker: the terminal that signed it, the bearer of a
 * ticket, or nobody. A user's cookie is not looked at, whoever is signed in beside the POS.
 * `stopping` ends long answers when the process does.
 */
export function contextMaker({ identity, restoreWindowDays }: WorkerParts, stopping: AbortSignal) {
  const { db, enrolment } = identity;
  const ports: ApiContext['ports'] = {
    now: enrolment.now,
    // The outbox of this process is drained every second.
    nudgeJobs: () => undefined,
    nextNonce: (incarnation) => makeNonce(enrolment.keys.nonce, incarnation, enrolment.now()),
    enrolment,
    restoreWindowDays,
    stopping,
  };
  return async ({ req, info }: CreateFastifyContextOptions): Promise<ApiContext> => {
    const signed = {
      method: req.method,
      path: req.url.split('?')[0] ?? '',
      bodyText: typeof req.body === 'string' ? req.body : '',
      header: (name: string) => {
        const value = req.headers[name];
        return typeof value === 'string' ? value : undefined;
      },
    };
    const { terminal, refusal } = await resolveTerminal(
      db,
      enrolment.keys,
      signed,
      enrolment.now(),
    );
    const told = identity.ipOf(new Headers(signedIpHeaders(req)));
    return {
      db,
      ports,
      requestId: req.id,
      ip: told === 'direct' ? req.ip : told,
      user: null,
      office: null,
      terminal,
      terminalRefusal: refusal,
      ticket: readTicket(enrolment.keys.ticket, info.connectionParams?.ticket, enrolment.now()),
    };
  };
}

function signedIpHeaders(req: FastifyRequest): Record<string, string> {
  const texts = Object.entries(req.headers).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Record<string, string>;
}
