import { crc32 } from 'node:zlib';
import type { Operation } from '@oson/contract';
import type { LogFile, LogFolder } from '@oson/pos/terminal';
import type { Random } from '../model/random.ts';
import type { Life } from './virtual-time.ts';

const BALLAST = 'ballast';
type Stored = { bytes: Uint8Array; durable: Uint8Array };

/**
 * The private file system behind the same disk: what was flushed survives a power cut, of what was
 * written since a part does, and the last of it may be torn. The ballast is only counted.
 */
export class FolderDisk {
  #files = new Map<string, Stored>();
  ballastBytes = 0;
  /** Whether the disk takes nothing more. */
  isFull: () => boolean = () => false;

  /** The folder as one page sees it; its handles die with it. */
  folderFor(life: Life): LogFolder {
    const open = new Set<string>();
    return {
      names: async () => [...this.#files.keys()],
      remove: async (name) => void (life.alive && this.#files.delete(name)),
      open: async (name) => {
        if (open.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
        open.add(name);
        const close = () => void open.delete(name);
        return name === BALLAST ? this.#ballast(life, close) : this.#file(life, name, close);
      },
    };
  }

  restart(power: 'kept' | 'cut', random: Random): void {
    if (power === 'kept') return;
    for (const [name, { bytes, durable }] of this.#files) {
      const kept = bytes.length > durable.length ? torn(bytes, durable.length, random) : durable;
      this.#files.set(name, { bytes: kept, durable: kept });
    }
  }

  images(): Map<string, Uint8Array> {
    return new Map([...this.#files].map(([name, { bytes }]) => [name, bytes.slice()]));
  }

  load(images: ReadonlyMap<string, Uint8Array>): void {
    this.#files = new Map([...images].map(([name, bytes]) => [name, { bytes, durable: bytes }]));
  }

  /** Operations that can be read somewhere in the files, found without the till's own reader. */
  entries(): { operation: Operation }[] {
    return [...this.#files.values()].flatMap(({ bytes }) => operationsIn(bytes));
  }

  drop(): void {
    this.#files.clear();
    this.ballastBytes = 0;
  }

  /** One byte of a file is another one. */
  spoil(random: Random): boolean {
    const [name, stored] = random.pick([...this.#files]) ?? [];
    if (name === undefined || !stored || stored.bytes.length === 0) return false;
    const bytes = stored.bytes.slice();
    const at = random.between(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ random.between(1, 255);
    this.#files.set(name, { bytes, durable: bytes });
    return true;
  }

  #file(life: Life, name: string, close: () => void): LogFile {
    const empty = new Uint8Array();
    if (!this.#files.has(name)) this.#files.set(name, { bytes: empty, durable: empty });
    const stored = () => this.#files.get(name) ?? { bytes: empty, durable: empty };
    const change = (bytes: Uint8Array, durable = stored().durable) => {
      if (life.alive) this.#files.set(name, { bytes, durable });
    };
    return {
      close,
      getSize: () => stored().bytes.length,
      read(into, { at }) {
        const part = stored().bytes.subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (given, { at }) => {
        if (this.isFull()) throw new DOMException('full', 'QuotaExceededError');
        const { bytes } = stored();
        const next = new Uint8Array(Math.max(bytes.length, at + given.length));
        next.set(bytes);
        next.set(given, at);
        change(next);
        return given.length;
      },
      truncate: (size) => change(stored().bytes.slice(0, size)),
      flush: () => change(stored().bytes, stored().bytes),
    };
  }

  #ballast(life: Life, close: () => void): LogFile {
    return {
      close,
      getSize: () => this.ballastBytes,
      read: () => 0,
      write: (given, { at }) => {
        if (this.isFull()) throw new DOMException('full', 'QuotaExceededError');
        if (life.alive) this.ballastBytes = at + given.length;
        return given.length;
      },
      truncate: (size) => {
        if (life.alive) this.ballastBytes = size;
      },
      flush: () => undefined,
    };
  }
}

/** Some of what was written after the last flush, and perhaps a byte of it wrong. */
function torn(bytes: Uint8Array, durable: number, random: Random): Uint8Array {
  const kept = bytes.slice(0, random.between(durable, bytes.length));
  if (kept.length > durable && random.chance(0.3)) kept[kept.length - 1] = random.between(0, 255);
  return kept;
}

const MARK = Buffer.from('OSL1');
const HEAD_BYTES = 12;

/** Every stretch that a mark opens, that is as long as it says and has the sum that it says. */
function operationsIn(bytes: Uint8Array): { operation: Operation }[] {
  const log = Buffer.from(bytes);
  const found: { operation: Operation }[] = [];
  for (let at = log.indexOf(MARK); at >= 0; at = log.indexOf(MARK, at + 1)) {
    if (at + HEAD_BYTES > log.length) break;
    const payload = log.subarray(at + HEAD_BYTES, at + HEAD_BYTES + log.readUInt32LE(at + 4));
    if (crc32(payload) !== log.readUInt32LE(at + 8) || payload.length === 0) continue;
    const entry = JSON.parse(payload.toString()) as { record?: { operation: Operation } };
    if (entry.record) found.push(entry.record);
  }
  return found;
}
