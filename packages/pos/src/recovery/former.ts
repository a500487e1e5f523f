import { hasDisk, openBrowserDisk } from '../copy/browser-disk.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { opfsTerminals } from '../copy/log-folder.ts';
import { type ExportAnswer, exportCopy } from '../export/export-unsent.ts';

/** A terminal that this browser was, as its second copy tells. */
export type Former = { chainName: string; terminalName: string; count: number };

/** Looks whether a journal that is gone has left a second copy; null when there is none. */
export async function findFormer(): Promise<Former | null> {
  return inCopies(async (disk) => {
    const { identity } = await disk.tail();
    const { onlyHere } = await disk.compare([]);
    if (!identity || onlyHere.length === 0) return null;
    const { chainName, terminalName } = identity.certificate;
    return { chainName, terminalName, count: onlyHere.length };
  });
}

/** Everything in the second copies of this browser, for a journal that cannot be opened. */
export async function exportFormer(nowMs: number): Promise<ExportAnswer> {
  const nothing: ExportAnswer = { ok: false, problem: 'nothing' };
  const found = await inCopies(async (disk) => {
    const answer = await exportCopy(disk, nowMs);
    return answer.ok || answer.problem === 'no-key' ? answer : null;
  });
  return found ?? nothing;
}

/** The first answer that a copy gives; copies that another tab holds are passed over. */
async function inCopies<T>(look: (disk: DeviceDisk) => Promise<T | null>): Promise<T | null> {
  if (!hasDisk()) return null;
  for (const terminalId of await opfsTerminals()) {
    const disk = await openBrowserDisk(terminalId).catch(() => null);
    if (!disk) continue;
    try {
      const found = await look(disk);
      if (found) return found;
    } finally {
      disk.close();
    }
  }
  return null;
}
