import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../chromium.ts';
import { isPortFree, portsFrom, ROOT } from '../environment.ts';
import { isAlive, livingOwner } from '../processes.ts';
import type { Session } from '../session.ts';
import { webBuildIsFresh } from '../web-build.ts';

type Finding = { good: boolean; words: string };

const FREE_BYTES_MIN = 2 * 1024 ** 3;
const good = (words: string): Finding => ({ good: true, words });
const bad = (words: string): Finding => ({ good: false, words });

/** Says in plain words what is wrong with this checkout, and what to do about it. */
export default async function doctor(session: Session): Promise<void> {
  const running = livingOwner(session.dataDir);
  const findings = [
    node(),
    room(),
    writable(session.dataDir),
    running ? good(`the product runs (process ${running})`) : good('nothing runs from here'),
    ...(running ? [] : await ports()),
    database(session.dataDir),
    webBuildIsFresh()
      ? good('the web app is built from these sources')
      : good('the web app will be built at the next start (about a minute)'),
    chromium(),
    ...(running ? await answering() : []),
  ];
  for (const finding of findings) console.log(`${finding.good ? 'ok ' : 'BAD'} ${finding.words}`);
  const wrong = findings.filter((finding) => !finding.good).length;
  console.log(wrong === 0 ? '\nnothing is wrong' : `\n${wrong} thing(s) need you`);
  await session.stop(wrong === 0 ? 0 : 1);
}

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? good(`Node ${process.versions.node}`)
    : bad(`Node ${process.versions.node} runs this: install Node 24, none comes for this system`);
}

function room(): Finding {
  const stat = fs.statfsSync(ROOT);
  const free = stat.bavail * stat.bsize;
  const gib = (free / 1024 ** 3).toFixed(1);
  return free >= FREE_BYTES_MIN
    ? good(`${gib} GiB free on this disk`)
    : bad(`only ${gib} GiB free on this disk: make room, the product needs 2`);
}

function writable(dataDir: string): Finding {
  const folder = fs.existsSync(dataDir) ? dataDir : ROOT;
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return good(`${path.relative(ROOT, folder) || 'this folder'} can be written`);
  } catch {
    const user = os.userInfo().username;
    return bad(`${folder} belongs to somebody else: give it to ${user}, or start as its owner`);
  }
}

async function ports(): Promise<Finding[]> {
  const wanted = portsFrom(process.env);
  const names = ['web', 'worker', 'postgres'] as const;
  return Promise.all(
    names.map(async (name) =>
      (await isPortFree(wanted[name]))
        ? good(`port ${wanted[name]} is free for ${name}`)
        : bad(`port ${wanted[name]} (${name}) is taken: end what uses it, or set PORT_BASE`),
    ),
  );
}

function database(dataDir: string): Finding {
  const lock = path.join(dataDir, 'database/pg/postmaster.pid');
  if (process.env.DATABASE_URL) return good('the database is the one of DATABASE_URL');
  if (!fs.existsSync(path.join(dataDir, 'database'))) return good('the database will be made');
  if (!fs.existsSync(lock)) return good('the database is there, and stopped');
  const pid = Number(fs.readFileSync(lock, 'utf8').split('\n')[0]);
  return isAlive(pid)
    ? good(`the database runs (process ${pid})`)
    : good('the database was killed; the next start repairs it');
}

function chromium(): Finding {
  try {
    return good(`browser for the tests: ${findChromium(process.env, { install: false })}`);
  } catch (error) {
    return bad((error as Error).message);
  }
}

async function answering(): Promise<Finding[]> {
  const { web, worker } = portsFrom(process.env);
  const places = { 'the web app': `${web}/sign-in`, 'the worker': `${worker}/health/ready` };
  return Promise.all(
    Object.entries(places).map(async ([name, place]) => {
      const response = await fetch(`http://127.0.0.1:${place}`).catch(() => null);
      return response?.ok
        ? good(`${name} answers`)
        : bad(`${name} does not answer: see .data/logs, then start again`);
    }),
  );
}
