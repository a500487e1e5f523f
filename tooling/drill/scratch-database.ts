/** A real server with fsync on, in a folder of its own, that a drill may kill, copy and swap. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  type EmbeddedServer,
  ensureDatabase,
  ensureRoles,
  migrate,
  type RoleUrls,
  startEmbedded,
} from '@oson/db/embedded';

const NAME = 'oson';
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
const RESTART_TRIES = 100;
const RETRY_MS = 100;

export type ScratchDatabase = {
  /** The owner of the schema: reads what the product under drill really holds. */
  ownerUrl: string;
  roles: RoleUrls;
  /** Folder with the server's data, for a drill that swaps it. */
  dataFolder: string;
  /** kill -9 of the server with all its backends: nothing is flushed, nothing said. */
  killHard: () => void;
  /** Starts the server again on the same port and data; it recovers by itself. */
  run: () => Promise<void>;
  stop: () => Promise<void>;
  /** Copies the data folder as it is on the disk; only of a server that is stopped. */
  copyTo: (folder: string) => void;
  /** Puts an earlier copy in the place of the data folder; only of a server that is stopped. */
  swapFor: (folder: string) => void;
};

/** Makes, migrates and starts it under `home`. */
export async function openScratchDatabase(home: string): Promise<ScratchDatabase> {
  let server: EmbeddedServer = await startEmbedded({ home, port: 0 });
  const { port } = server;
  await ensureDatabase(server.url('postgres'), NAME);
  const ownerUrl = server.url(NAME);
  await migrate(ownerUrl, MIGRATIONS);
  const password = () => randomBytes(18).toString('hex');
  const passwords = { app: password(), auth: password(), support: password(), jobs: password() };
  return {
    ownerUrl,
    roles: await ensureRoles(ownerUrl, passwords),
    dataFolder: path.join(home, 'pg'),
    killHard: () => killTree(server.pid),
    run: async () => {
      server = await startPatiently(home, port);
    },
    stop: () => server.stop(),
    copyTo: (folder) => copyFolder(path.join(home, 'pg'), folder),
    swapFor: (folder) => {
      fs.renameSync(path.join(home, 'pg'), path.join(home, 'pg.lost'));
      copyFolder(folder, path.join(home, 'pg'));
      fs.rmSync(path.join(home, 'pg', 'postmaster.pid'), { force: true });
    },
  };
}

/** With owners and modes: Postgres refuses a folder that is not its own. */
function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** A killed server's shared memory may be held for a moment by a backend that is just ending. */
async function startPatiently(home: string, port: number): Promise<EmbeddedServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmbedded({ home, port });
    } catch (error) {
      if (attempt === RESTART_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** The postmaster first, so that it starts nobody anew, then its children. */
function killTree(postmaster: number): void {
  const children = childrenOf(postmaster);
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // A backend that ended between the look and the kill is what was wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && parentOf(pid) === parent);
}

function parentOf(pid: number): number {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // The process ended while the list was read.
    return 0;
  }
}
