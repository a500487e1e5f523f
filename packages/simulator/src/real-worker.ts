import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../../apps/worker/src/main.ts');
const READY_MS = 110_000;

export type WorkerDatabases = { app: string; auth: string; support: string; jobs: string };

/** The product's own worker as a process, on a port that stays the same through kill and restart. */
export class RealWorker {
  readonly url: string;
  /** What the process was started with: its secrets open the same doors for a test. */
  readonly env: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, databases: WorkerDatabases, over: NodeJS.ProcessEnv) {
    const secret = () => randomBytes(32).toString('hex');
    this.url = `http://127.0.0.1:${port}`;
    this.env = {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: String(port),
      HOST: '127.0.0.1',
      APP_DATABASE_URL: databases.app,
      AUTH_DATABASE_URL: databases.auth,
      SUPPORT_DATABASE_URL: databases.support,
      JOBS_DATABASE_URL: databases.jobs,
      SERVER_SECRET: secret(),
      BETTER_AUTH_SECRET: secret(),
      INNGEST_EVENT_KEY: secret(),
      INNGEST_SIGNING_KEY: `signkey-test-${secret()}`,
      OFFICE_ORIGIN: 'http://office.localhost',
      POS_ORIGIN: 'http://pos.localhost',
      CONSOLE_ORIGIN: 'http://console.localhost',
      ...over,
    };
  }

  /** `over` replaces what the worker's environment says otherwise, such as the origins. */
  static async start(
    databases: WorkerDatabases,
    over: NodeJS.ProcessEnv = {},
  ): Promise<RealWorker> {
    const worker = new RealWorker(await freePort(), databases, over);
    await worker.run();
    return worker;
  }

  /** Starts the process and waits until it can serve. */
  async run(): Promise<void> {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(process.execPath, ['--no-warnings', MAIN], {
      env: this.env,
      stdio: [...stdio],
    });
    this.#child = child;
    // A run that is broken off leaves no worker behind.
    process.once('exit', () => child.kill('SIGKILL'));
    child.stdout?.on('data', (chunk) => (this.#output += chunk));
    child.stderr?.on('data', (chunk) => (this.#output += chunk));
    const until = performance.now() + READY_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || performance.now() > until) {
        throw new Error(`the worker did not start:\n${this.#output.slice(-3000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** kill -9: nothing is finished, nothing said. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Of the running process. */
  get pid(): number {
    if (!this.#child?.pid) throw new Error('the worker does not run');
    return this.#child.pid;
  }

  /** The log so far. */
  output(): string {
    return this.#output;
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async #isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
