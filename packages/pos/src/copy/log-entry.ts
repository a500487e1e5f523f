import type { Certificate } from '@oson/contract';
import type { JournalRecord } from '../journal/journal-record.ts';

/** A sealed operation as the second copy keeps it: everything but what the server has said. */
export type CopiedRecord = Omit<
  JournalRecord,
  'state' | 'n' | 'epoch' | 'at' | 'flags' | 'corrections'
>;

/** Which life of the journal this is, and how often it has been opened. */
export type Canary = { incarnation: string; boot: number };

/** Who the terminal is, without a secret: enough to be recognised and to encrypt an export. */
export type CopiedIdentity = {
  certificate: Certificate;
  signature: string;
  recoveryKey: string | null;
};

/** What lies in the append log, oldest first; of identity and canary the newest counts. */
export type LogEntry =
  | { is: 'operation'; record: CopiedRecord }
  | { is: 'gone'; opIds: string[] }
  | { is: 'identity'; identity: CopiedIdentity }
  | { is: 'canary'; canary: Canary };

/** A record without what the server has said of it. */
export function copyOf(record: JournalRecord): CopiedRecord {
  const { opId, incarnation, seq, type, operation, receiptNumber, practice } = record;
  const { deltas, amount, shiftId } = record;
  const sealed = { opId, incarnation, seq, type, operation, receiptNumber, practice };
  return { ...sealed, deltas, amount, shiftId };
}

/** A copied record is unsent again: the server answers what it knows of it. */
export function recordOf(copied: CopiedRecord): JournalRecord {
  return { ...copied, state: 'sealed', flags: [], corrections: [] };
}
