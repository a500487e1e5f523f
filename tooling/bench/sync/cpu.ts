/** CPU of processes as the kernel counts it, whoever else uses the machine. */
import fs from 'node:fs';

/** Milliseconds a tick of /proc: 100 a second on every Linux that matters here. */
const TICK_MS = 10;

type Stat = { parent: number; own: number; gone: number };

function statOf(pid: number | string): Stat | null {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number) => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), gone: at(13) + at(14) };
  } catch {
    return null; // it ended while we looked
  }
}

/** CPU that a process has used so far, ms. */
export function processCpuMs(pid: number): number {
  return (statOf(pid)?.own ?? 0) * TICK_MS;
}

/** CPU of a server, its children and the children that have ended, ms. */
export function serverCpuMs(pid: number): number {
  const server = statOf(pid);
  let ticks = server ? server.own + server.gone : 0;
  for (const entry of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat?.parent === pid) ticks += stat.own;
  }
  return ticks * TICK_MS;
}
