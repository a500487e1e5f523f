/** Database, worker and web app of a drill: the shipped code, each part a process that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Identity, issueEnrolmentLink, openIdentity } from '@oson/auth';
import { redeemCode, RealWorker, type SimTerminal } from '@oson/simulator';
import pg from 'pg';
import { openPrintedLog, type PrintedLog } from './printed-log.ts';
import { openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';

const WEB = path.resolve(import.meta.dirname, '../../apps/web');
const READY_MS = 120_000;
const POLL_MS = 150;

export type Installation = {
  folder: string;
  database: ScratchDatabase;
  worker: RealWorker;
  identity: Identity;
  printed: PrintedLog;
  /** Origin of the web app, or null when the drill has none. */
  webOrigin: string | null;
  rows: <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>;
  close: () => Promise<void>;
};

export type InstallationOptions = {
  web: boolean;
  /** Puts something between browsers and an origin of ours; answers the origin that they shall use. */
  between?: (target: string) => Promise<string>;
};

/** Starts everything in a temporary folder; `web` needs a production build. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-drill-'));
  fs.chmodSync(folder, 0o755);
  const database = await openScratchDatabase(path.join(folder, 'database'));
  const webPort = options.web ? await freePort() : null;
  const between = options.between ?? (async (target) => target.replace('127.0.0.1', 'localhost'));
  const webOrigin = webPort === null ? null : await between(`http://127.0.0.1:${webPort}`);
  const worker = await RealWorker.start(database.roles, {
    ...originsOf(webOrigin),
    OUTSIDE_LEDGER: path.join(folder, 'outside.jsonl'),
  });
  const web = webPort === null ? null : await startWeb(webPort, worker, await between(worker.url));
  const identity = openIdentity(worker.env);
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // The drill kills the server on purpose; the next query opens a new connection.
  pool.on('error', () => undefined);
  return {
    folder,
    database,
    worker,
    identity,
    printed: openPrintedLog(path.join(folder, 'printed.jsonl')),
    webOrigin,
    rows: async (text, values = []) => (await pool.query(text, values)).rows,
    close: async () => {
      web?.kill('SIGKILL');
      await pool.end();
      await identity.db.close();
      await worker.stop();
      await database.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function originsOf(webOrigin: string | null): NodeJS.ProcessEnv {
  if (!webOrigin) return {};
  return { OFFICE_ORIGIN: webOrigin, POS_ORIGIN: webOrigin, CONSOLE_ORIGIN: webOrigin };
}

async function startWeb(
  port: number,
  worker: RealWorker,
  workerOrigin: string,
): Promise<ChildProcess> {
  const env = {
    ...process.env,
    ...worker.env,
    NODE_ENV: 'production' as const,
    WORKER_ORIGIN: workerOrigin,
    OSON_DEMO: '1',
  };
  const args = ['start', '-p', String(port), '-H', '127.0.0.1'];
  const web = spawn('next', args, { cwd: WEB, env, stdio: 'ignore' });
  process.once('exit', () => web.kill('SIGKILL'));
  const until = performance.now() + READY_MS;
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/sign-in`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await answers())) {
    if (performance.now() > until) throw new Error('the web app did not start');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return web;
}

/** A further terminal of the store, enrolled by a link and with everything pulled. */
export async function enrolByLink(
  { identity, worker }: Installation,
  place: { tenantId: string; storeId: string; name: string },
): Promise<SimTerminal> {
  const link = await issueEnrolmentLink(identity.enrolment, {
    tenantId: place.tenantId,
    storeId: place.storeId,
    terminalName: place.name,
    purpose: 'link',
  });
  const terminal = await redeemCode({ workerUrl: worker.url }, link.code);
  await terminal.sync.untilQuiet();
  return terminal;
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
