import { openIdentity } from '@oson/auth';
import { createLogger, measureProcess, startErrorReports } from '@oson/telemetry';
import closeWithGrace from 'close-with-grace';
import { buildWorker } from './build-worker.ts';
import { mountJobs } from './jobs.ts';
import { workerSettings } from './worker-settings.ts';

const GRACE_MS = 25_000;

const settings = workerSettings(process.env);
const logger = createLogger('worker');
const errors = await startErrorReports({ dsn: settings.SENTRY_DSN, part: 'worker' });
measureProcess();

const identity = openIdentity(process.env);
const app = await buildWorker({
  identity,
  logger,
  posOrigin: settings.POS_ORIGIN,
  officeOrigin: settings.OFFICE_ORIGIN,
  restoreWindowDays: identity.settings.restoreWindowDays,
  report: (error, requestId) => errors.report(error, { part: 'worker', requestId }),
});
const jobs = await mountJobs(app, {
  engine: settings.JOBS_ENGINE,
  baseUrl: settings.INNGEST_BASE_URL,
  eventKey: settings.INNGEST_EVENT_KEY,
  signingKey: settings.INNGEST_SIGNING_KEY,
  jobsDatabaseUrl: settings.JOBS_DATABASE_URL,
  port: settings.PORT,
  ports: {
    db: identity.db,
    sendMail: identity.posts.mail.send,
    officeOrigin: settings.OFFICE_ORIGIN,
    outside: identity.enrolment.outside,
    logger,
    now: Date.now,
  },
});

closeWithGrace({ delay: GRACE_MS, logger }, async ({ signal, err }) => {
  if (err) {
    logger.error({ err }, 'the worker stops by an error');
    errors.report(err, { part: 'worker' });
  } else logger.info({ signal }, 'the worker stops');
  // First no new request, then no new job, then no database.
  await app.close();
  await jobs.stop();
  await identity.db.close();
  await errors.flush(2000);
});

await app.listen({ port: settings.PORT, host: settings.HOST });
await jobs.start();
logger.info({ port: settings.PORT }, 'the worker is ready');
