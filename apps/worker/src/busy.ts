import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PushGate } from '@oson/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Told to terminals with a 503: fewer, and not at once. They keep everything and come again. */
const ADMIT_WHEN_BUSY = { batch: 10, delayMs: 5000 };
const JSON_RPC_INTERNAL = -32_603;

/** Fewer than the pool has connections: hello and pull find one. */
const PUSHES_AT_ONCE = 8;
/** More do not store faster, they only take longer; a live sale finds the others free. */
const BACKLOG_AT_ONCE = 3;
const LAG_EVERY_MS = 1000;
const NS_PER_MS = 1e6;

/** Under this name the app keeps its gate, for what should wait while pushes do. */
export const GATE = 'pushGate';
const WATCHED = 'watchedPushes';
type Watched = { backlog: Set<string> };

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
  const watched: Watched = { backlog: new Set() };
  const gate = new PushGate({
    places: PUSHES_AT_ONCE,
    backlogPlaces: BACKLOG_AT_ONCE,
    loopLagMs: () => loopLagMs,
    monoMs: () => performance.now(),
    random: Math.random,
    underWay: () => watched.backlog.size,
  });
  app.decorate(WATCHED, watched);
  app.decorate(GATE, gate);
  return gate;
}

const PUSH_PATH = '/trpc/sync.push';
/** No one to three ordinary sales are longer, so what is longer is backlog; compressed, and not. */
const LIVE_BYTES_MAX = { gzip: 4096, plain: 16_384 };

/**
 * Counts backlog from its first byte on and refuses it in an overload by its head alone: to read,
 * parse and verify what will be refused would cost as much as to store it.
 */
export function watchBacklog(scope: FastifyInstance, gate: PushGate): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || request.url !== PUSH_PATH) return;
    const most = LIVE_BYTES_MAX[request.headers['content-encoding'] === 'gzip' ? 'gzip' : 'plain'];
    if (Number(request.headers['content-length'] ?? 0) <= most) return;
    if (gate.isCrowded) {
      return reply.code(503).send(refusal('BUSY', 503, request.id, { ...gate.admit() }));
    }
    const { backlog } = scope.getDecorator<Watched>(WATCHED);
    backlog.add(request.id);
    reply.raw.once('close', () => backlog.delete(request.id));
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
