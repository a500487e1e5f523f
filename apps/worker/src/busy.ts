import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PushGate } from '@oson/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Told to terminals with a 503: fewer, and not at once. They keep everything and come again. */
const ADMIT_WHEN_BUSY = { batch: 10, delayMs: 5000 };
const JSON_RPC_INTERNAL = -32_603;

/** As many pushes work at once as the pool has connections, less two for hello and pull. */
const PUSHES_AT_ONCE = 8;
const LAG_EVERY_MS = 1000;
const NS_PER_MS = 1e6;

/**
 * Measures how late the event loop is, and lets pushes through as the process can take them. Ends
 * with the app.
 */
export function openGate(app: FastifyInstance): PushGate {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let loopLagMs = 0;
  const timer = setInterval(() => {
    // The figure holds the timer's own step of 20 ms.
    loopLagMs = Math.max(0, delay.percentile(95) / NS_PER_MS - 20);
    delay.reset();
  }, LAG_EVERY_MS);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    delay.disable();
  });
  return new PushGate({
    places: PUSHES_AT_ONCE,
    loopLagMs: () => loopLagMs,
    monoMs: () => performance.now(),
    random: Math.random,
  });
}

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
