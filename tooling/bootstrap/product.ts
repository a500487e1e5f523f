/** The processes of a running product: the web app and the worker, on a prepared database. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { heapFlags } from '@oson/bench/heap-limit';
import type { LocalDatabase } from './database.ts';
import { localEnvironment, type Ports, ROOT } from './environment.ts';
import { sleep } from './processes.ts';
import type { Child, Session } from './session.ts';

const READY_MS = 180_000;
const POLL_MS = 150;
/** Nothing but the serving processes is held to it: a build needs more. */
const heap = heapFlags(os.totalmem());
/** Only this machine reaches a local start; a server in a shop's network sets OSON_HOST. */
const host = () => process.env.OSON_HOST ?? '127.0.0.1';

export type Product = { env: NodeJS.ProcessEnv; untilEnd: Promise<never> };

/** Starts web and worker and waits until both say that they are ready. */
export async function runProduct(
  session: Session,
  ports: Ports,
  database: LocalDatabase,
  mode: 'start' | 'dev',
): Promise<Product> {
  const env = productEnvironment(session, ports, database, mode);
  const web = startWeb(session, ports, env, mode);
  const worker = startWorker(session, ports, env, mode);
  const ended = Promise.race([endOf('the web app', web), endOf('the worker', worker)]);
  const untilEnd = ended.then((error) => session.fail(error));
  await Promise.race([untilReady(ports), untilEnd]);
  return { env, untilEnd };
}

function productEnvironment(
  session: Session,
  ports: Ports,
  database: LocalDatabase,
  mode: 'start' | 'dev',
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...localEnvironment(ports, session.dataDir),
    NODE_ENV: mode === 'start' ? 'production' : 'development',
    APP_DATABASE_URL: database.roles.app,
    AUTH_DATABASE_URL: database.roles.auth,
    SUPPORT_DATABASE_URL: database.roles.support,
    JOBS_DATABASE_URL: database.roles.jobs,
  };
  // The owner's address migrates and seeds; no serving process gets it.
  delete env.DATABASE_URL;
  return env;
}

const logOf = (session: Session, name: string) => path.join(session.dataDir, 'logs', `${name}.log`);

function startWeb(session: Session, ports: Ports, env: NodeJS.ProcessEnv, mode: string): Child {
  const args = [mode, '-p', String(ports.web), '-H', host()];
  const cwd = path.join(ROOT, 'apps/web');
  const own = { ...env, NODE_OPTIONS: [env.NODE_OPTIONS, ...heap].filter(Boolean).join(' ') };
  return session.start('next', args, { cwd, env: own, logFile: logOf(session, 'web') });
}

function startWorker(session: Session, ports: Ports, env: NodeJS.ProcessEnv, mode: string): Child {
  const watch = mode === 'dev' ? ['--watch'] : [];
  const args = ['--no-warnings', ...heap, ...watch, 'apps/worker/src/main.ts'];
  const own = { ...env, PORT: String(ports.worker), HOST: host() };
  return session.start(process.execPath, args, {
    cwd: ROOT,
    env: own,
    logFile: logOf(session, 'worker'),
  });
}

async function endOf(name: string, child: Child): Promise<Error> {
  const code = await child.done;
  const tail = child.logFile ? lastLines(child.logFile) : '';
  return new Error(`${name} has ended (${code})${tail}`);
}

function lastLines(file: string): string {
  if (!fs.existsSync(file)) return '';
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20);
  return `\nthe end of ${path.relative(ROOT, file)}:\n${lines.join('\n')}`;
}

async function untilReady(ports: Ports): Promise<void> {
  const addresses = [
    `http://127.0.0.1:${ports.web}/sign-in`,
    `http://127.0.0.1:${ports.worker}/health/ready`,
  ];
  const deadline = performance.now() + READY_MS;
  for (const address of addresses) {
    while (!(await answers(address))) {
      if (performance.now() > deadline) throw new Error(`${address} does not answer`);
      await sleep(POLL_MS);
    }
  }
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(address, { redirect: 'manual' }).catch(() => null);
  await response?.arrayBuffer();
  return response !== null && response.status < 400;
}
