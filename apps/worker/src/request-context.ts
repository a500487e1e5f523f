import type { ApiContext } from '@oson/api';
import {
  applyOutside,
  type EnrolmentPorts,
  makeNonce,
  readTicket,
  resolveTerminal,
  type SignedRequest,
  takeBackTerminal,
  type TerminalResolution,
} from '@oson/auth';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import type { FastifyRequest } from 'fastify';
import type { WorkerParts } from './build-worker.ts';

/** What only the worker has: `stopping` ends long answers when the process does. */
export type OwnPorts = Required<Pick<ApiContext['ports'], 'gate' | 'snapshots' | 'stopping'>>;

/**
 * What procedures know of a request to the worker: the terminal that signed it, the bearer of a
 * ticket, or nobody. A user's cookie is not looked at, whoever is signed in beside the POS.
 */
export function contextMaker({ identity, restoreWindowDays }: WorkerParts, own: OwnPorts) {
  const { db, enrolment } = identity;
  const ports: ApiContext['ports'] = {
    now: enrolment.now,
    // The outbox of this process is drained every second.
    nudgeJobs: () => undefined,
    nextNonce: (incarnation) => makeNonce(enrolment.keys.nonce, incarnation, enrolment.now()),
    enrolment,
    restoreWindowDays,
    ...own,
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
    const { terminal, refusal } = await whoSigned(enrolment, signed);
    const told = identity.ipOf(new Headers(signedIpHeaders(req)));
    return {
      db,
      ports,
      requestId: req.id,
      bodyBytes: Buffer.byteLength(signed.bodyText),
      ip: told === 'direct' ? req.ip : told,
      user: null,
      office: null,
      terminal,
      terminalRefusal: refusal,
      ticket: readTicket(enrolment.keys.ticket, info.connectionParams?.ticket, enrolment.now()),
    };
  };
}

/** The terminal that signed, also one that a restored server has to make again first. */
async function whoSigned(
  enrolment: EnrolmentPorts,
  signed: SignedRequest,
): Promise<TerminalResolution> {
  const { db, keys, outside, now } = enrolment;
  const known = await resolveTerminal(db, keys, signed, now());
  const isUnknown = known.refusal?.code === 'TERMINAL_UNKNOWN';
  const resolved = isUnknown ? await takeBackTerminal(enrolment, signed) : known;
  if (!resolved.terminal) return resolved;
  return { terminal: await applyOutside(outside, resolved.terminal), refusal: null };
}

function signedIpHeaders(req: FastifyRequest): Record<string, string> {
  const texts = Object.entries(req.headers).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Record<string, string>;
}
