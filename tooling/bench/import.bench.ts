/**
 * Imports 20 000 rows into an empty chain, three times: seconds, rows a second, memory of web app
 * and worker.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, uuidv7Now } from '@oson/db';
import {
  ensureDatabase,
  ensureRoles,
  migrate,
  type RoleUrls,
  startEmbedded,
} from '@oson/db/embedded';
import { OLD_SPACE_MB } from './heap-limit.ts';
import { type Half, makeChain } from './import-once.ts';
import { atLeast, atMost, type BenchReport, median } from './report.ts';

const ROWS_NEW = 19_994;
const SECONDS_MAX = 120;
const MEMORY_MAX_MB = 512;
const RUNS = 3;

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
    const runs: Run[] = [];
    // One chain after the other in one database, as chains sign up: each is empty, the tables are not.
    for (let run = 0; run < RUNS; run++) runs.push(await importOnce(urls));
    return reportOf(runs);
  } finally {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

type Run = { upload: Half; write: Half };

async function importOnce(urls: RoleUrls): Promise<Run> {
  const tenantId = uuidv7Now();
  const db = openDatabase(urls);
  await makeChain(db, tenantId);
  await db.close();
  const env = { ...process.env, BENCH_URLS: JSON.stringify(urls) };
  const upload = half(env, 'upload', tenantId);
  return { upload, write: half(env, 'run', tenantId, upload.batchId) };
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

function reportOf(runs: readonly Run[]): BenchReport {
  const middle = (of: (run: Run) => number) => median(runs.map(of));
  const most = (of: (run: Run) => number) => Math.max(...runs.map(of));
  const total = ({ upload, write }: Run) => upload.seconds + write.seconds;
  const seconds = middle(total);
  const rows = Math.min(...runs.map((run) => run.write.rows));
  const [web, worker] = [most((run) => run.upload.peakRssMb), most((run) => run.write.peakRssMb)];
  return {
    bench: 'import',
    figures: {
      runs: runs.length,
      'rows in the file': runs[0]?.upload.rows ?? 0,
      'rows written, each run': rows,
      'seconds: read, guess, plan, keep (median)': middle((run) => run.upload.seconds),
      'seconds: write (median)': middle((run) => run.write.seconds),
      'seconds in all (median)': seconds,
      'seconds in all, slowest': most(total),
      'rows a second': (runs[0]?.upload.rows ?? 0) / seconds,
      'CPU seconds of the web app (median)': middle((run) => run.upload.cpuSeconds),
      'CPU seconds of the worker (median)': middle((run) => run.write.cpuSeconds),
      'peak memory of the web app, MB': web,
      'peak memory of the worker, MB': worker,
      'heap limit of each, MB': OLD_SPACE_MB,
    },
    ratios: {},
    goals: {
      'rows written': atLeast(ROWS_NEW, rows),
      'seconds in all': atMost(SECONDS_MAX, seconds),
      'peak memory of the web app, MB': atMost(MEMORY_MAX_MB, web),
      'peak memory of the worker, MB': atMost(MEMORY_MAX_MB, worker),
    },
  };
}
