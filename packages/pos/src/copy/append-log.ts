import { frameOf, readFrames } from './frame.ts';
import { isWhole } from '../journal/journal-record.ts';
import type { Canary, CopiedIdentity, CopiedRecord, LogEntry } from './log-entry.ts';
import type { LogFile, LogFolder } from './log-folder.ts';

/** A segment is closed at this size; a segment whose operations are all gone is deleted whole. */
const SEGMENT_BYTES = 1024 * 1024;
/** So few living operations of an old segment are written anew, so that the segment can go. */
const MOVED_MAX = 20;
const NAME = /^log-(\d{6})$/;

/** What the end of the log says, without reading all of it. */
export type LogTail = {
  canary: Canary | null;
  identity: CopiedIdentity | null;
  /** The operation that was copied last. */
  last: { incarnation: string; seq: number; hash: string } | null;
  isEmpty: boolean;
};

/**
 * The second copy of a journal: framed entries in segment files, only ever appended to. A torn tail
 * is cut off, damage in between is stepped over; neither hides what is whole.
 */
export class AppendLog {
  readonly tail: LogTail = { canary: null, identity: null, last: null, isEmpty: true };
  /** Stretches of damage found so far. */
  damaged = 0;
  readonly #folder: LogFolder;
  /** Which segment holds an operation; null until all segments have been read. */
  #places: Map<string, number> | null = null;
  #gone = new Set<string>();
  #segments: number[];
  #newest: LogFile;
  #size: number;

  private constructor(folder: LogFolder, segments: number[], newest: LogFile) {
    this.#folder = folder;
    this.#segments = segments;
    this.#newest = newest;
    this.#size = newest.getSize();
  }

  /** Opens the newest segment and reads the tail out of it. Rejects while another thread holds it. */
  static async open(folder: LogFolder): Promise<AppendLog> {
    const segments = (await folder.names()).flatMap((name) => NAME.exec(name)?.[1] ?? []);
    const numbers = segments.map(Number).sort((a, b) => a - b);
    if (numbers.length === 0) numbers.push(1);
    const log = new AppendLog(folder, numbers, await folder.open(nameOf(numbers.at(-1) ?? 1)));
    const { entries, end } = log.#read(log.#newest);
    if (end < log.#size) log.#newest.truncate(end);
    log.#size = end;
    log.tail.isEmpty = numbers.length === 1 && entries.length === 0;
    for (const entry of entries) log.#noteTail(entry);
    // The newest may have been begun and nothing got into it: what it follows has the tail.
    for (const number of numbers.slice(0, -1).reverse()) {
      if (log.tail.last && log.tail.identity && log.tail.canary) break;
      for (const entry of (await log.#entriesOf(number)).reverse()) log.#noteTail(entry, true);
    }
    return log;
  }

  /** Writes entries behind what is there and flushes. Throws when the disk refuses; then none is in. */
  async append(entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return;
    if (this.#size >= SEGMENT_BYTES) await this.#roll();
    this.#write(entries);
  }

  /**
   * Compares with the operations that the journal has: `onlyHere` are whole copies that it lacks,
   * `onlyThere` the ids of operations that the log lacks.
   */
  async compare(
    known: readonly string[],
  ): Promise<{ onlyHere: CopiedRecord[]; onlyThere: string[] }> {
    const there = new Set(known);
    const onlyHere = new Map<string, CopiedRecord>();
    for (const record of await this.#allRecords()) {
      const { opId } = record;
      if (!there.has(opId) && !this.#gone.has(opId)) onlyHere.set(opId, record);
    }
    const places = this.#places ?? new Map<string, number>();
    const onlyThere = known.filter((opId) => !places.has(opId));
    return { onlyHere: [...onlyHere.values()], onlyThere };
  }

  /** Whole copies of the named operations, as far as there are any. */
  async recall(opIds: readonly string[]): Promise<CopiedRecord[]> {
    const wanted = new Set(opIds);
    return (await this.#allRecords()).filter((record) => wanted.has(record.opId));
  }

  /**
   * Forgets operations that the journal has pruned. Oldest segments go first, so that what says
   * "gone" outlives what it speaks of; the few that still live in them are written anew.
   */
  async forget(opIds: readonly string[]): Promise<void> {
    if (opIds.length === 0) return;
    await this.append([{ is: 'gone', opIds: [...opIds] }]);
    let oldest = this.#segments[0];
    while (oldest !== undefined && oldest !== this.#segments.at(-1)) {
      const living = await this.#livingIn(oldest);
      if (living.length > MOVED_MAX) return;
      await this.append(living.map((record) => ({ is: 'operation', record })));
      await this.#drop(oldest);
      oldest = this.#segments[0];
    }
  }

  /**
   * Puts records without their bodies in the place of whole ones. Files that hold such a body are
   * written anew without it and deleted, whatever else is in them.
   */
  async erase(records: readonly CopiedRecord[]): Promise<void> {
    const ids = new Set(records.map(({ opId }) => opId));
    const holding = await this.#segmentsWithBodies(ids);
    if (holding.length === 0) return;
    if (holding.at(-1) === this.#segments.at(-1)) await this.#roll();
    await this.append(records.map((record) => ({ is: 'operation', record })));
    for (const number of holding) {
      const gone = (await this.#entriesOf(number)).flatMap((entry) =>
        // An operation that was copied again after that is not gone any more.
        entry.is === 'gone' ? entry.opIds.filter((opId) => this.#gone.has(opId)) : [],
      );
      const living = await this.#livingIn(number);
      const moved = living.map((record) => ({ is: 'operation' as const, record }));
      await this.append(gone.length > 0 ? [...moved, { is: 'gone', opIds: gone }] : moved);
      await this.#drop(number);
    }
  }

  /** Files in which one of these operations stands with its body, oldest first. */
  async #segmentsWithBodies(ids: ReadonlySet<string>): Promise<number[]> {
    // Places and what is gone are known from here on.
    await this.#allRecords();
    const found: number[] = [];
    for (const number of this.#segments) {
      const entries = await this.#entriesOf(number);
      const holds = entries.some(
        (entry) => entry.is === 'operation' && ids.has(entry.record.opId) && isWhole(entry.record),
      );
      if (holds) found.push(number);
    }
    return found;
  }

  close(): void {
    this.#newest.close();
  }

  #write(entries: readonly LogEntry[]): void {
    const frames = entries.map((entry) => frameOf(JSON.stringify(entry)));
    const before = this.#size;
    try {
      for (const frame of frames) {
        const written = this.#newest.write(frame, { at: this.#size });
        if (written !== frame.length) throw new Error('the disk took a part only');
        this.#size += frame.length;
      }
      this.#newest.flush();
    } catch (fault) {
      this.#size = before;
      // If cutting fails as well, the next opening steps over what is torn.
      cutBack(this.#newest, before);
      throw fault;
    }
    const number = this.#segments.at(-1) ?? 1;
    for (const entry of entries) {
      this.#noteTail(entry);
      this.#notePlace(entry, number);
    }
    this.tail.isEmpty = false;
  }

  /** Begins a new segment with identity and canary, so that the tail is found in it alone. */
  async #roll(): Promise<void> {
    const number = (this.#segments.at(-1) ?? 0) + 1;
    const next = await this.#folder.open(nameOf(number));
    this.#newest.close();
    this.#newest = next;
    this.#segments.push(number);
    this.#size = 0;
    const { identity, canary } = this.tail;
    this.#write([
      ...(identity ? [{ is: 'identity' as const, identity }] : []),
      ...(canary ? [{ is: 'canary' as const, canary }] : []),
    ]);
  }

  async #drop(number: number): Promise<void> {
    await this.#folder.remove(nameOf(number));
    this.#segments = this.#segments.filter((each) => each !== number);
  }

  async #allRecords(): Promise<CopiedRecord[]> {
    this.damaged = 0;
    this.#gone = new Set();
    this.#places = new Map();
    const records: CopiedRecord[] = [];
    for (const number of this.#segments) {
      for (const entry of await this.#entriesOf(number)) {
        this.#notePlace(entry, number);
        if (entry.is === 'operation') records.push(entry.record);
      }
    }
    return records;
  }

  async #livingIn(number: number): Promise<CopiedRecord[]> {
    if (!this.#places) await this.#allRecords();
    const entries = await this.#entriesOf(number);
    return entries.flatMap((entry) => {
      const lives = entry.is === 'operation' && this.#places?.get(entry.record.opId) === number;
      return lives ? [entry.record] : [];
    });
  }

  #notePlace(entry: LogEntry, number: number): void {
    if (entry.is === 'operation') {
      this.#places?.set(entry.record.opId, number);
      this.#gone.delete(entry.record.opId);
    }
    if (entry.is !== 'gone') return;
    for (const opId of entry.opIds) {
      this.#places?.delete(opId);
      this.#gone.add(opId);
    }
  }

  async #entriesOf(number: number): Promise<LogEntry[]> {
    if (number === this.#segments.at(-1)) return this.#read(this.#newest).entries;
    const file = await this.#folder.open(nameOf(number));
    try {
      return this.#read(file).entries;
    } finally {
      file.close();
    }
  }

  #read(file: LogFile): { entries: LogEntry[]; end: number } {
    const bytes = new Uint8Array(file.getSize());
    file.read(bytes, { at: 0 });
    const { texts, end, damaged } = readFrames(bytes);
    this.damaged += damaged;
    return { entries: texts.map((text) => JSON.parse(text) as LogEntry), end };
  }

  /** `older`: the entry lies before what the tail knows already and only fills what is missing. */
  #noteTail(entry: LogEntry, older = false): void {
    const { tail } = this;
    if (entry.is === 'canary' && !(older && tail.canary)) tail.canary = entry.canary;
    if (entry.is === 'identity' && !(older && tail.identity)) tail.identity = entry.identity;
    if (entry.is !== 'operation' || (older && tail.last)) return;
    const { incarnation, seq, operation } = entry.record;
    tail.last = { incarnation, seq, hash: operation.hash };
  }
}

function cutBack(file: LogFile, size: number): void {
  try {
    file.truncate(size);
  } catch {
    return;
  }
}

const nameOf = (number: number) => `log-${String(number).padStart(6, '0')}`;
