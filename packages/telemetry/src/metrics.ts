import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const registry = new Registry();
const registers = [registry];
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const QUERY_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** What is counted. No tenant and no person is ever a label: their number has no bound. */
export const metrics = {
  registry,
  httpRequests: new Counter({
    name: 'oson_http_requests_total',
    help: 'Requests by route pattern and status',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  }),
  httpSeconds: new Histogram({
    name: 'oson_http_request_seconds',
    help: 'How long a request took, by route pattern',
    labelNames: ['route'] as const,
    buckets: SECONDS,
    registers,
  }),
  syncOperations: new Counter({
    name: 'oson_sync_operations_total',
    help: 'Pushed operations by type and result',
    labelNames: ['type', 'result'] as const,
    registers,
  }),
  pullRows: new Counter({
    name: 'oson_pull_rows_total',
    help: 'Rows given to terminals, by kind',
    labelNames: ['kind'] as const,
    registers,
  }),
  outboxAgeSeconds: new Gauge({
    name: 'oson_outbox_age_seconds',
    help: 'Age of the oldest job that has not been handed to the engine; 0 when there is none',
    registers,
  }),
  jobs: new Counter({
    name: 'oson_jobs_total',
    help: 'Runs of jobs that ended, by job and result',
    labelNames: ['job', 'result'] as const,
    registers,
  }),
  dbQuerySeconds: new Histogram({
    name: 'oson_db_query_seconds',
    help: 'How long the database took for a query, by role',
    labelNames: ['role'] as const,
    buckets: QUERY_SECONDS,
    registers,
  }),
  errors: new Counter({
    name: 'oson_unexpected_errors_total',
    help: 'Errors that nobody expected, by part',
    labelNames: ['part'] as const,
    registers,
  }),
};

let processIsMeasured = false;

/** Adds memory, event loop and garbage collection of this process; once, by an app's start. */
export function measureProcess(): void {
  if (processIsMeasured) return;
  processIsMeasured = true;
  collectDefaultMetrics({ register: registry, prefix: 'oson_' });
}

/** The page that Prometheus reads, with its content type. */
export async function metricsPage(): Promise<{ contentType: string; text: string }> {
  return { contentType: registry.contentType, text: await registry.metrics() };
}
