import underPressure from '@fastify/under-pressure';
import { appRouter } from '@oson/api';
import type { Identity } from '@oson/auth';
import { inRequest, type Logger, metrics, newRequestId } from '@oson/telemetry';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { allowOrigins } from './allow-origins.ts';
import { answerBusy, openGate, watchBacklog } from './busy.ts';
import { guardTrpc } from './guard-trpc.ts';
import { mountHealth } from './health.ts';
import { IMPORT_BYTES_MAX, readCompressed } from './inflate.ts';
import { mountSnapshots } from './snapshots.ts';
import { compressAnswers } from './compress-answers.ts';
import { contextMaker, type OwnPorts } from './request-context.ts';

/** A batch of calls stands in one path. */
const PARAM_LENGTH_MAX = 5000;
const CALLS_PER_REQUEST_MAX = 10;
const LOOP_DELAY_MAX_MS = 2000;

export type WorkerParts = {
  identity: Pick<Identity, 'db' | 'enrolment' | 'ipOf'>;
  logger: Logger;
  posOrigin: string;
  officeOrigin: string;
  restoreWindowDays: number;
  /** Reports an error that nobody expected. */
  report: (error: unknown, requestId: string) => void;
};

/** The worker's HTTP: sync for terminals, health, metrics. Jobs are mounted by the caller. */
export async function buildWorker(parts: WorkerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    // Our own line says method, route, status and time; never an address with a code in it.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: newRequestId,
    bodyLimit: IMPORT_BYTES_MAX,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    forceCloseConnections: 'idle',
  });
  observe(app);
  await app.register(underPressure, {
    maxEventLoopDelay: LOOP_DELAY_MAX_MS,
    pressureHandler: answerBusy,
  });
  await allowOrigins(app, parts);
  mountHealth(app, parts.identity.db);
  const gate = openGate(app);
  const snapshots = mountSnapshots(app, parts);
  await app.register(async (scope) => {
    readCompressed(scope);
    compressAnswers(scope);
    guardTrpc(scope, parts);
    watchBacklog(scope, gate);
    const stopping = new AbortController();
    app.addHook('preClose', async () => stopping.abort());
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: trpcOptions(parts, { stopping: stopping.signal, gate, snapshots }),
    });
  });
  return app;
}

type TrpcOptions = FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'];

function trpcOptions(parts: WorkerParts, own: OwnPorts): TrpcOptions {
  return {
    router: appRouter,
    createContext: contextMaker(parts, own),
    maxBatchSize: CALLS_PER_REQUEST_MAX,
    onError: ({ error, ctx }) => {
      // Refusals are data. What nobody expected is reported, and answered without its words.
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        parts.logger.error({ err: error.cause ?? error }, 'unexpected');
        parts.report(error.cause ?? error, ctx?.requestId ?? '');
      }
    },
    responseMeta: ({ errors }) => {
      const headers = new Headers({ 'cache-control': 'no-store' });
      const limited = errors.find((error) => error.code === 'TOO_MANY_REQUESTS');
      if (limited) headers.set('retry-after', '1');
      return { headers };
    },
  };
}

function observe(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    inRequest(request.id, done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const { statusCode: status, elapsedTime } = reply;
    metrics.httpRequests.inc({ route, method, status });
    // A stream lasts as long as somebody looks: no measure of how fast we answer.
    const isStream = reply.getHeader('content-type') === 'text/event-stream';
    if (!isStream) metrics.httpSeconds.observe({ route }, elapsedTime / 1000);
    const { path } = (request.params ?? {}) as { path?: string };
    const line = { route, procedure: path, method, status, ms: Math.round(elapsedTime) };
    // A load balancer asks every second.
    if (route.startsWith('/health') || route === '/metrics') request.log.debug(line, 'request');
    else request.log.info(line, 'request');
  });
}
