/** Starts the product for a browser test exactly as `npm start` does, on ports and data of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_MS = 240_000;

export type Origins = { office: string; pos: string; console: string; worker: string };
export type Product = {
  origins: Origins;
  dataDir: string;
  postgresPort: number;
  /** Everything the start has printed so far. */
  output: () => string;
  /** Ends web, worker and database as Ctrl+C does. */
  stop: () => Promise<void>;
  /** kill -9 of the command alone: web, worker and database stay behind as orphans. */
  killHard: () => Promise<void>;
  /** Starts again on the same data and ports. */
  restart: () => Promise<void>;
};
export type ProductOptions = { separateHosts?: boolean; empty?: boolean; env?: NodeJS.ProcessEnv };

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const portBase = await freePortBase();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-e2e-'));
  fs.chmodSync(dataDir, 0o755);
  const origins = originsAt(portBase, options.separateHosts ?? false);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...options.env,
    PORT_BASE: String(portBase),
    OSON_DATA_DIR: dataDir,
    OFFICE_ORIGIN: origins.office,
    POS_ORIGIN: origins.pos,
    CONSOLE_ORIGIN: origins.console,
    WORKER_ORIGIN: origins.worker,
  };
  const args = options.empty ? ['--empty'] : [];
  let running = await launch(env, args);
  return {
    origins,
    dataDir,
    postgresPort: portBase + 2,
    output: () => running.output(),
    stop: () => running.stop(),
    killHard: () => running.killHard(),
    restart: async () => {
      running = await launch(env, args);
    },
  };
}

type Running = {
  output: () => string;
  stop: () => Promise<void>;
  killHard: () => Promise<void>;
};

async function launch(env: NodeJS.ProcessEnv, args: string[]): Promise<Running> {
  const task = ['--no-warnings', 'tooling/bootstrap/task.ts', 'start', ...args];
  const child = spawn(process.execPath, task, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  await untilReady(child, () => text);
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return {
    output: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    killHard: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!/^ready/m.test(output())) {
    if (child.exitCode !== null) throw new Error(`the start ended early\n${output()}`);
    if (performance.now() > deadline) throw new Error(`not ready in time\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function originsAt(portBase: number, separateHosts: boolean): Origins {
  const host = (name: string) => (separateHosts ? `${name}.localhost` : 'localhost');
  return {
    office: `http://${host('office')}:${portBase}`,
    pos: `http://${host('pos')}:${portBase}`,
    console: `http://${host('console')}:${portBase}`,
    worker: `http://${host('worker')}:${portBase + 1}`,
  };
}

/** Three neighbouring free ports; a random start keeps two runs apart. */
async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = 20_000 + 10 * Math.floor(Math.random() * 2000);
    const free = await Promise.all([base, base + 1, base + 2].map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no three free neighbouring ports found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
