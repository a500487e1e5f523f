import type { LogTail } from './append-log.ts';
import type { CopiedRecord, LogEntry } from './log-entry.ts';

/**
 * One terminal's part of the origin's private file system: second copy and ballast. Its files are
 * open in one place at a time. Every act rejects when the disk refuses; none of them stops a sale.
 */
export type DeviceDisk = {
  tail(): Promise<LogTail>;
  append(entries: readonly LogEntry[]): Promise<void>;
  compare(
    known: readonly string[],
  ): Promise<{ onlyHere: CopiedRecord[]; onlyThere: string[]; damaged: number }>;
  recall(opIds: readonly string[]): Promise<CopiedRecord[]>;
  forget(opIds: readonly string[]): Promise<void>;
  /** Puts records without their bodies in the place of whole ones; no file holds those bodies after it. */
  erase(records: readonly CopiedRecord[]): Promise<void>;
  /** Answers whether the ballast is whole. */
  fillBallast(): Promise<boolean>;
  /** Answers how many bytes it gave back. */
  dropBallast(): Promise<number>;
  close(): void;
};
