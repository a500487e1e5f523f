/**
 * Who runs in this checkout: process groups with their start times, kept in the data folder so
 * that the next start can end what a kill -9 left behind without hitting a reused pid.
 */
import fs from 'node:fs';
import path from 'node:path';

export type Mark = { pid: number; born: string };
export type RunState = { owner: Mark; groups: Mark[] };

const stateFile = (dataDir: string) => path.join(dataDir, 'run.json');

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time of a process in clock ticks, or '' where /proc is missing. */
export function bornAt(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

export const markOf = (pid: number): Mark => ({ pid, born: bornAt(pid) });
const isSame = (mark: Mark) => isAlive(mark.pid) && bornAt(mark.pid) === mark.born;

export function readState(dataDir: string): RunState | null {
  try {
    return JSON.parse(fs.readFileSync(stateFile(dataDir), 'utf8')) as RunState;
  } catch {
    return null;
  }
}

export function writeState(dataDir: string, state: RunState): void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = stateFile(dataDir);
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(state));
  fs.renameSync(`${file}.tmp`, file);
}

export const clearState = (dataDir: string) => fs.rmSync(stateFile(dataDir), { force: true });

/** Pid of another living session that owns this checkout, or 0. */
export function livingOwner(dataDir: string): number {
  const owner = readState(dataDir)?.owner;
  return owner && isSame(owner) && owner.pid !== process.pid ? owner.pid : 0;
}

function groupIsAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group ended between the look and the signal: that is what was wanted.
  }
}

const GRACE_STEPS = 280;
const GRACE_STEP_MS = 100;

/** Ends a process group: SIGTERM, and SIGKILL after 28 s (the worker may take 25 s to finish). */
export async function endGroup(pid: number): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  for (let i = 0; i < GRACE_STEPS && groupIsAlive(pid); i++) await sleep(GRACE_STEP_MS);
  signalGroup(pid, 'SIGKILL');
}

/** Ends what an earlier session, killed the hard way, has left running. */
export async function sweep(dataDir: string): Promise<void> {
  const groups = readState(dataDir)?.groups ?? [];
  const left = groups.filter(
    (mark) => groupIsAlive(mark.pid) && (!isAlive(mark.pid) || isSame(mark)),
  );
  if (left.length > 0)
    console.log(`ending ${left.length} process group(s) of an interrupted start`);
  await Promise.all(left.map((mark) => endGroup(mark.pid)));
  clearState(dataDir);
}
