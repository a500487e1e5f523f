import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkReadiness } from '@oson/api';
import type { Identity } from '@oson/auth';
import { outboxAgeMs } from '@oson/jobs';
import { metrics, metricsPage } from '@oson/telemetry';
import type { FastifyInstance } from 'fastify';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');

/** `live`: the process answers. `ready`: the database too, with every migration of this version. */
export function mountHealth(app: FastifyInstance, db: Identity['db']): void {
  const migrations = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await checkReadiness(db, migrations);
    return reply.code(readiness.isReady ? 200 : 503).send(readiness);
  });
  app.get('/metrics', async (_request, reply) => {
    // Asked when it is read: a worker whose outbox stands still is what the number is for.
    const ageMs = await outboxAgeMs(db).catch(() => Number.NaN);
    metrics.outboxAgeSeconds.set(ageMs / 1000);
    const { contentType, text } = await metricsPage();
    return reply.type(contentType).send(text);
  });
}
