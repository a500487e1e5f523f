import type { FastifyReply, FastifyRequest } from 'fastify';

/** Told to terminals with a 503: fewer, and not at once. They keep everything and come again. */
const ADMIT_WHEN_BUSY = { batch: 10, delayMs: 5000 };
const JSON_RPC_INTERNAL = -32_603;

/** The process has too much to do: refused before anything is read. Health is asked all the same. */
export function answerBusy(request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith('/health') || request.url === '/metrics') return;
  void reply
    .code(503)
    .header('retry-after', String(ADMIT_WHEN_BUSY.delayMs / 1000))
    .send(refusal('BUSY', 503, request.id, ADMIT_WHEN_BUSY));
}

/** An error in the words of tRPC, for what is refused before tRPC sees it. */
export function refusal(
  code: string,
  httpStatus: number,
  requestId: string,
  details: Record<string, number> = {},
): object {
  const oson = { code, details, requestId };
  const data = { code, httpStatus, oson };
  return { error: { json: { message: code, code: JSON_RPC_INTERNAL, data } } };
}
