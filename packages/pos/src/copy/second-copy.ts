import type { JournalRecord } from '../journal/journal-record.ts';
import { createStore, type Store } from '../state/store.ts';
import type { DeviceDisk } from './device-disk.ts';
import { copyOf, type LogEntry } from './log-entry.ts';

/** `none`: this browser has no place for a second copy. */
export type CopyState = 'ok' | 'failing' | 'none';

const RETRY_MS = 30_000;

/**
 * Takes sealed records to the second copy, after the commit and without anybody waiting for it. What
 * the disk refuses stays in line and is tried again; a page that dies meanwhile makes up for it at
 * its next start.
 */
export class SecondCopy {
  readonly state: Store<CopyState>;
  readonly #disk: DeviceDisk | null;
  #line: LogEntry[] = [];
  #writing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(disk: DeviceDisk | null, isOpen = true) {
    this.#disk = disk;
    this.state = createStore<CopyState>(disk ? (isOpen ? 'ok' : 'failing') : 'none');
  }

  get disk(): DeviceDisk | null {
    return this.#disk;
  }

  /** A record was committed. */
  sealed(record: JournalRecord): void {
    this.note({ is: 'operation', record: copyOf(record) });
  }

  note(entry: LogEntry): void {
    if (!this.#disk || this.#closed) return;
    this.#line.push(entry);
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
  }

  /** The journal has pruned these. */
  pruned(opIds: readonly string[]): void {
    if (!this.#disk || opIds.length === 0) return;
    // Copies that stay are dropped with the next pruning; if they come back they are only replayed.
    this.#disk.forget(opIds).catch(() => this.state.set('failing'));
  }

  /** The bodies of these are gone: they go from the copy as well (OP18). */
  erased(records: readonly JournalRecord[]): void {
    if (!this.#disk || records.length === 0) return;
    // What is still in line goes first, so that no body is written behind its erasing.
    const erase = async () => {
      await this.#writing;
      await this.#disk?.erase(records.map(copyOf));
    };
    // The next start finds what is left (see keep-house).
    erase().catch(() => this.state.set('failing'));
  }

  /** Resolves when nothing is in line, or when the disk has refused. */
  async written(): Promise<void> {
    await this.#writing;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#disk?.close();
  }

  async #write(): Promise<void> {
    while (this.#line.length > 0 && !this.#closed) {
      const entries = this.#line;
      this.#line = [];
      try {
        await this.#disk?.append(entries);
        this.state.set('ok');
      } catch {
        this.#line = [...entries, ...this.#line];
        this.state.set('failing');
        this.#again();
        return;
      }
    }
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = null;
      });
    }, RETRY_MS);
  }
}
