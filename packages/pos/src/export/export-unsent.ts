import type { JournalRecord } from '../journal/journal-record.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { signText } from '../device/device-keys.ts';
import { type JournalDb, readMeta } from '../journal/journal-db.ts';
import { pendingRecords } from '../journal/settle.ts';
import { bundleOf, type Sealer, sealExport, splitForFiles } from './make-export.ts';

export type ExportFile = { name: string; bytes: Uint8Array<ArrayBuffer>; count: number };

/** `no-key`: no server has told this device the recovery key yet. */
export type ExportAnswer =
  | { ok: true; files: ExportFile[] }
  | { ok: false; problem: 'nothing' | 'no-key' };

/**
 * Everything unsent of a terminal as encrypted files, one or more for each incarnation that sealed
 * it. Reads only: the operations stay unsent and are sent as ever when a network comes.
 */
export async function exportUnsent(journal: JournalDb, nowMs: number): Promise<ExportAnswer> {
  const operations = (await pendingRecords(journal)).map(({ operation }) => operation);
  if (operations.length === 0) return { ok: false, problem: 'nothing' };
  const recoveryKey = await readMeta(journal, 'recoveryKey');
  if (!recoveryKey) return { ok: false, problem: 'no-key' };
  const sealerOf = (incarnation: string) => sealerInJournal(journal, incarnation);
  return { ok: true, files: await filesOf(operations, sealerOf, recoveryKey, nowMs) };
}

/**
 * The same out of the second copy alone, for a journal that cannot be opened: what the server holds
 * already is in it too and is only replayed. The key is gone, so it is carried unsigned.
 */
export async function exportCopy(disk: DeviceDisk, nowMs: number): Promise<ExportAnswer> {
  const { identity } = await disk.tail();
  const { onlyHere } = await disk.compare([]);
  if (!identity || onlyHere.length === 0) return { ok: false, problem: 'nothing' };
  if (!identity.recoveryKey) return { ok: false, problem: 'no-key' };
  const { tenantId, terminalId } = identity.certificate;
  const sealerOf = async (incarnation: string): Promise<Sealer> => {
    return { tenantId, terminalId, incarnation, publicKey: null, sign: null };
  };
  const operations = onlyHere.map(({ operation }) => operation);
  return { ok: true, files: await filesOf(operations, sealerOf, identity.recoveryKey, nowMs) };
}

async function filesOf(
  operations: readonly JournalRecord['operation'][],
  sealerOf: (incarnation: string) => Promise<Sealer>,
  recoveryKey: string,
  nowMs: number,
): Promise<ExportFile[]> {
  const files: ExportFile[] = [];
  const byLife = Map.groupBy(operations, ({ incarnation }) => incarnation);
  for (const [incarnation, sealed] of byLife) {
    const sealer = await sealerOf(incarnation);
    for (const part of splitForFiles(sealed)) {
      const bytes = await sealExport(await bundleOf(sealer, part), recoveryKey);
      const name = `oson-${new Date(nowMs).toISOString().slice(0, 10)}-${files.length + 1}.osonx`;
      files.push({ name, bytes, count: part.length });
    }
  }
  return files;
}

async function sealerInJournal(journal: JournalDb, incarnation: string): Promise<Sealer> {
  const [identity, keys] = await Promise.all([
    readMeta(journal, 'identity'),
    readMeta(journal, 'keys'),
  ]);
  const present = identity?.certificate.incarnation === incarnation;
  const life = present ? { identity, keys } : await journal.lives.get(incarnation);
  const { tenantId = '', terminalId = '' } = identity?.certificate ?? {};
  const key = life?.keys;
  return {
    tenantId,
    terminalId,
    incarnation,
    publicKey: key?.publicKey ?? null,
    sign: key ? (text) => signText(key, text) : null,
  };
}
