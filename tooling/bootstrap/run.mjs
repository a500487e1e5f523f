// Runs on plain Node >= 20 with npm: fetches pnpm and Node 24 from the package registry,
// installs the workspace with the frozen lock file and hands over to task.ts on Node 24.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
const tools = path.join(root, '.tools');
const toolsBin = path.join(tools, 'node_modules', '.bin');
const shim = path.join(root, 'tooling/schema-engine/schema-engine.mjs');
const KILLED_EXIT_CODE = 137;

let child;
let stopping = false;
const stop = (signal) => {
  stopping = true;
  child?.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
// npm does not pass SIGTERM on: its shell dies and this process gets another parent.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && !stopping && stop('SIGTERM'), 500).unref();
}

const run = (command, args, env) =>
  new Promise((resolve) => {
    child = spawn(command, args, { stdio: 'inherit', env });
    child.on('error', (error) => {
      console.error(`cannot run ${command}: ${error.message}`);
      process.exit(1);
    });
    child.on('exit', (code) => {
      child = undefined;
      resolve(code ?? KILLED_EXIT_CODE);
    });
  });

/** Runs `act` unless the stamp file already holds the hash of the inputs. */
const stamped = async (stampFile, inputs, act) => {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(fs.readFileSync(input));
  const digest = hash.digest('hex');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === digest) return;
  const code = await act();
  if (code !== 0 || stopping) process.exit(code || 1);
  fs.writeFileSync(stampFile, digest);
};

const environment = () => {
  const env = {
    ...process.env,
    PATH: [path.join(root, 'node_modules/.bin'), toolsBin, process.env.PATH].join(path.delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    PRISMA_SCHEMA_ENGINE_BINARY: shim,
  };
  for (const key of Object.keys(env)) if (key.startsWith('npm_')) delete env[key];
  return env;
};

const install = async (env) => {
  fs.mkdirSync(tools, { recursive: true });
  await stamped(path.join(tools, '.stamp'), ['tooling/pnpm/package.json'], () => {
    fs.copyFileSync('tooling/pnpm/package.json', path.join(tools, 'package.json'));
    const flags = ['--no-fund', '--no-audit', '--no-update-notifier', '--loglevel=error'];
    return run('npm', ['install', ...flags, '--prefix', tools], process.env);
  });
  const installStamp = path.join(tools, '.install');
  const node = path.join(root, 'node_modules/.bin/node');
  if (!fs.existsSync(node)) fs.rmSync(installStamp, { force: true });
  const inputs = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
  await stamped(installStamp, inputs, () =>
    run(
      path.join(toolsBin, 'pnpm'),
      ['install', '--frozen-lockfile', '--reporter=append-only'],
      env,
    ),
  );
  // The platform package has no Node for this system: the system's own must do.
  return fs.existsSync(node) ? node : process.execPath;
};

fs.chmodSync(shim, 0o755); // the mode is lost in archives, and Prisma executes the file itself
const env = environment();
const node = await install(env);
const task = (args) => run(node, ['--no-warnings', 'tooling/bootstrap/task.ts', ...args], env);
const code = await task(process.argv.slice(2));
if (code === KILLED_EXIT_CODE) await task(['stop']); // it could not clean up after itself
process.exit(stopping ? 0 : code);
