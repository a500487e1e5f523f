import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { type Places, placesFor } from './places.ts';

export type EmbeddedServer = {
  pid: number;
  port: number;
  /** URL of a database as the superuser that owns the schema. */
  url: (database: string) => string;
  stop: () => Promise<void>;
};
export type EmbeddedOptions = {
  /** Folder for data, log and the generated password; git-ignored. */
  home: string;
  /** Wanted port; another free one is taken, and said, when it is in use. */
  port: number;
  /** Tests turn fsync off; the product never does. */
  fsync?: boolean;
  /** Further settings, `name=value`, as a server of its own would have them. */
  settings?: readonly string[];
};

const OWNER = 'postgres';
const START_STEPS = 300;
const STEP_MS = 100;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(0));
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function ask(url: string, text: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  // An error after the connection broke would end the process without a listener.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function end(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT'); // Postgres calls this a fast shutdown
  } catch {
    return; // it has ended already
  }
  for (let i = 0; i < 150 && isAlive(pid); i++) await sleep(STEP_MS);
}

function passwordOf(places: Places): string {
  const file = path.join(places.home, 'database-owner.secret');
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  }
  return fs.readFileSync(file, 'utf8');
}

/** Address of a server that another process has started in this home; null when none was ever made. */
export function urlOfRunning(home: string, port: number, database: string): string | null {
  const file = path.join(home, 'database-owner.secret');
  return fs.existsSync(file) ? urlOf(port, fs.readFileSync(file, 'utf8'), database) : null;
}

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;

/** Makes the data folder aside and renames it at the end, so that a killed initdb leaves nothing. */
async function initialise(places: Places, data: string, password: string): Promise<void> {
  const fresh = path.join(places.home, 'pg.new');
  const secret = path.join(places.home, 'pg.pass');
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { mode: 0o700 });
  fs.writeFileSync(secret, password, { mode: 0o600 });
  const { uid, gid } = places.account;
  if (uid !== undefined && gid !== undefined) {
    for (const file of [fresh, secret]) fs.chownSync(file, uid, gid);
  }
  const args = ['-D', fresh, '--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${secret}`];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const child = spawn(
    path.join(places.native, 'bin/initdb'),
    [...args, '--encoding=UTF8', ...locale],
    {
      ...places.account,
      cwd: places.home,
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  fs.rmSync(secret, { force: true });
  if (code !== 0) throw new Error(`the database could not be made (${code})\n${output}`);
  fs.renameSync(fresh, data);
}

/** The server of this data folder, if an earlier start left one running; clears a stale lock. */
async function adopt(
  data: string,
  password: string,
): Promise<{ pid: number; port: number } | null> {
  const lock = path.join(data, 'postmaster.pid');
  for (let i = 0; i < 50 && fs.existsSync(lock); i++) {
    const [pid, , , port] = fs.readFileSync(lock, 'utf8').split('\n').map(Number);
    if (!pid || !isAlive(pid)) break;
    const folder = await ask(urlOf(port ?? 0, password, 'postgres'), 'show data_directory').then(
      (rows) => rows[0]?.data_directory,
      () => undefined, // starting, stopping, or the pid belongs to something else by now
    );
    if (folder && fs.realpathSync(folder) === fs.realpathSync(data))
      return { pid, port: port ?? 0 };
    await sleep(200);
  }
  fs.rmSync(lock, { force: true });
  return null;
}

type Launch = { data: string; port: number; password: string; options: EmbeddedOptions };

async function launch(places: Places, { data, port, password, options }: Launch) {
  const { fsync = true, settings: more = [] } = options;
  const logFile = path.join(places.home, 'postgres.log');
  const log = fs.openSync(logFile, 'a');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ...more,
  ].flatMap((setting) => ['-c', setting]);
  const child = spawn(
    path.join(places.native, 'bin/postgres'),
    ['-D', data, '-p', String(port), ...settings],
    {
      ...places.account,
      cwd: places.home,
      env: { ...process.env, LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  fs.closeSync(log);
  let failure = '';
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code) => (failure = `exit ${code}`));
  child.unref();
  for (let i = 0; !failure && i < START_STEPS; i++) {
    const answer = await ask(urlOf(port, password, 'postgres'), 'select 1').catch(() => null);
    if (answer) return child.pid as number;
    await sleep(STEP_MS);
  }
  if (child.pid && !failure) await end(child.pid);
  const tail = fs.readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n');
  throw new Error(`the database did not start (${failure || 'no answer in 30 s'})\n${tail}`);
}

/** Starts the embedded Postgres of a data folder, or adopts the one that still runs there. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const places = placesFor(options.home);
  const data = path.join(places.home, 'pg');
  const password = passwordOf(places);
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) await initialise(places, data, password);
  let server = await adopt(data, password);
  if (!server) {
    const port = (await freePort(options.port)) || (await freePort(0));
    if (options.port !== 0 && port !== options.port) {
      console.log(`port ${options.port} is taken, the database uses ${port}`);
    }
    const pid = await launch(places, { data, port, password, options });
    server = { pid, port };
  }
  const { pid, port } = server;
  return { pid, port, url: (name) => urlOf(port, password, name), stop: () => end(pid) };
}

/** Stops a server that an interrupted start has left running in this data folder. */
export async function stopLeftover(home: string): Promise<void> {
  if (!fs.existsSync(home)) return;
  const places = placesFor(home);
  const data = path.join(places.home, 'pg');
  if (!fs.existsSync(data)) return;
  const server = await adopt(data, passwordOf(places));
  if (server) await end(server.pid);
}
