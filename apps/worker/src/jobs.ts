import { timingSafeEqual } from 'node:crypto';
import type { PushGate } from '@oson/api';
import { drainOutbox, type JobPorts, jobFunctions, jobsClient } from '@oson/jobs';
import { type IncomingEvent, type JobsEngine, startEngine } from '@oson/jobs-engine';
import type { Logger } from '@oson/telemetry';
import type { FastifyInstance } from 'fastify';
import type { Inngest } from 'inngest';
import { fastifyPlugin } from 'inngest/fastify';
import { GATE } from './busy.ts';

export type JobsSettings = {
  /** embedded: the engine in this process. inngest: the cloud, or the server of INNGEST_BASE_URL. */
  engine: 'embedded' | 'inngest';
  baseUrl?: string | undefined;
  eventKey: string;
  signingKey: string;
  jobsDatabaseUrl: string;
  /** Port that this worker listens on. */
  port: number;
  ports: JobPorts;
};
export type Jobs = {
  /** Call once the server listens: registers the functions and begins to drain the outbox. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const DRAIN_MS = 1000;
/** While pushes wait their turn jobs come in small portions: a sale is worth more than its letter. */
const DRAIN_BUSY_MS = 10_000;
const RETRY_MS = 5000;
const KEEP_DAYS = 400;

/** Serves the job functions on /api/inngest and, by default, runs them with the embedded engine. */
export async function mountJobs(app: FastifyInstance, settings: JobsSettings): Promise<Jobs> {
  const here = `http://127.0.0.1:${settings.port}`;
  const embedded = settings.engine === 'embedded';
  const client = jobsClient({
    baseUrl: embedded ? here : settings.baseUrl,
    eventKey: settings.eventKey,
    signingKey: settings.signingKey,
  });
  await app.register(fastifyPlugin, {
    client,
    functions: jobFunctions(client, settings.ports),
    options: { servePath: '/api/inngest', ...(embedded ? { serveOrigin: here } : {}) },
  });
  const { db, logger } = settings.ports;
  const gate = app.getDecorator<PushGate>(GATE);
  const engine = embedded ? await openEngine(app, settings) : null;
  const drain = drainLoop({ db, client, logger, isBusy: () => gate.isBusy() });
  return {
    start: async () => {
      if (engine) await syncUntilDone(engine, `${here}/api/inngest`);
      await client.send({ name: 'deploy/done', data: {} });
      drain.start();
    },
    stop: async () => {
      await drain.stop();
      await engine?.stop();
    },
  };
}

async function openEngine(app: FastifyInstance, settings: JobsSettings): Promise<JobsEngine> {
  const { logger } = settings.ports;
  const engine = await startEngine({
    connectionString: settings.jobsDatabaseUrl,
    signingKey: settings.signingKey,
    onError: (error) => logger.error({ err: error }, 'job engine'),
  });
  await engine.prune(KEEP_DAYS);
  app.post<{ Params: { key: string }; Body: IncomingEvent | IncomingEvent[] }>(
    '/e/:key',
    async (request, reply) => {
      if (!isSame(request.params.key, settings.eventKey)) return reply.code(401).send({ ids: [] });
      const seed = request.headers['x-inngest-event-id-seed'];
      const events = [request.body].flat();
      const ids = await engine.ingest(events, typeof seed === 'string' ? seed : null);
      return { ids, status: 200 };
    },
  );
  return engine;
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The database may be away for a moment at the start; options that cannot run end the process. */
async function syncUntilDone(engine: JobsEngine, url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await engine.sync(url);
      return;
    } catch (error) {
      if (attempt >= 5 || /not supported/.test((error as Error).message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

type Drain = { db: JobPorts['db']; client: Inngest; logger: Logger; isBusy: () => boolean };

function drainLoop({ db, client, logger, isBusy }: Drain) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  const run = async () => {
    try {
      while (!stopped && (await drainOutbox(db, client)) > 0 && !isBusy());
    } catch (error) {
      // Jobs wait in their table; the next round tries again.
      logger.warn({ err: error }, 'the job outbox could not be drained');
    }
    if (!stopped) timer = setTimeout(begin, isBusy() ? DRAIN_BUSY_MS : DRAIN_MS);
  };
  const begin = () => {
    round = run();
  };
  return {
    start: begin,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
