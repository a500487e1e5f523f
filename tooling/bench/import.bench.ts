/** Imports 20 000 rows into an empty chain: seconds, rows a second, memory of web app and worker. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, uuidv7Now } from '@oson/db';
import { ensureDatabase, ensureRoles, migrate, startEmbedded } from '@oson/db/embedded';
import { type Half, makeChain } from './import-once.ts';
import { atLeast, atMost, type BenchReport } from './report.ts';

const ROWS_NEW = 19_994;
const SECONDS_MAX = 120;
const MEMORY_MAX_MB = 512;
/** The worker's and the web app's own limit in production. */
const OLD_SPACE_MB = 256;

export default async function importBench(): Promise<BenchReport> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-bench-import-'));
  const server = await startEmbedded({ home, port: 0 });
  try {
    const ownerUrl = server.url('bench');
    await ensureDatabase(server.url('postgres'), 'bench');
    await migrate(ownerUrl, path.resolve(import.meta.dirname, '../../prisma/migrations'));
    const password = () => randomBytes(18).toString('hex');
    const urls = await ensureRoles(ownerUrl, {
      app: password(),
      auth: password(),
      support: password(),
      jobs: password(),
    });
    const tenantId = uuidv7Now();
    const db = openDatabase(urls);
    await makeChain(db, tenantId);
    await db.close();
    const env = { ...process.env, BENCH_URLS: JSON.stringify(urls) };
    const upload = half(env, 'upload', tenantId);
    const run = half(env, 'run', tenantId, upload.batchId);
    return reportOf(upload, run);
  } finally {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

function half(env: NodeJS.ProcessEnv, ...args: string[]): Half {
  const file = path.join(import.meta.dirname, 'import-once.ts');
  const flags = ['--no-warnings', `--max-old-space-size=${OLD_SPACE_MB}`];
  const out = execFileSync(process.execPath, [...flags, file, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as Half;
}

function reportOf(upload: Half, run: Half): BenchReport {
  const seconds = upload.seconds + run.seconds;
  return {
    bench: 'import',
    figures: {
      'rows in the file': upload.rows,
      'rows written': run.rows,
      'seconds: read, guess, plan, keep': upload.seconds,
      'seconds: write': run.seconds,
      'seconds in all': seconds,
      'rows a second': upload.rows / seconds,
      'CPU seconds of the web app': upload.cpuSeconds,
      'CPU seconds of the worker': run.cpuSeconds,
      'peak memory of the web app, MB': upload.peakRssMb,
      'peak memory of the worker, MB': run.peakRssMb,
    },
    ratios: {},
    goals: {
      'rows written': atLeast(ROWS_NEW, run.rows),
      'seconds in all': atMost(SECONDS_MAX, seconds),
      'peak memory, MB': atMost(MEMORY_MAX_MB, Math.max(upload.peakRssMb, run.peakRssMb)),
    },
  };
}
