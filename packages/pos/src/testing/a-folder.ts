import type { LogFile, LogFolder } from '../copy/log-folder.ts';
import { openDisk } from '../copy/open-disk.ts';
import type { DeviceHost } from '../device/device-host.ts';
import { makeDeviceKeys } from '../device/device-keys.ts';
import type { Canary } from '../copy/log-entry.ts';
import { testClocks } from './a-journal.ts';

/** A file in memory that grows like one on a disk. */
class TestFile {
  #room = new Uint8Array(1024);
  #size = 0;

  get bytes(): Uint8Array {
    return this.#room.subarray(0, this.#size);
  }

  resize(size: number): void {
    if (size > this.#room.length) {
      const wider = new Uint8Array(size * 2);
      wider.set(this.bytes);
      this.#room = wider;
    }
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    this.#size = size;
  }
}

/** A private file system in memory. `room` is how many bytes it holds at most. */
export class TestFolder implements LogFolder {
  readonly files = new Map<string, TestFile>();
  readonly #open = new Set<string>();
  room = Number.POSITIVE_INFINITY;

  get used(): number {
    return [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** What stands in a file; writing into it changes the file. */
  bytesOf(name: string): Uint8Array {
    return this.#fileOf(name).bytes;
  }

  cut(name: string, size: number): void {
    this.#fileOf(name).resize(size);
  }

  async names(): Promise<string[]> {
    return [...this.files.keys()];
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  async open(name: string): Promise<LogFile> {
    if (this.#open.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
    this.#open.add(name);
    const file = this.#fileOf(name);
    return {
      getSize: () => file.bytes.length,
      read(into, { at }) {
        const part = file.bytes.subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (given, { at }) => {
        const grows = Math.max(0, at + given.length - file.bytes.length);
        if (this.used + grows > this.room) throw new DOMException('full', 'QuotaExceededError');
        if (grows > 0) file.resize(at + given.length);
        file.bytes.set(given, at);
        return given.length;
      },
      truncate: (size) => file.resize(size),
      flush: () => undefined,
      close: () => this.#open.delete(name),
    };
  }

  /** All handles are gone, as after the death of the page. */
  release(): void {
    this.#open.clear();
  }

  #fileOf(name: string): TestFile {
    const file = this.files.get(name) ?? new TestFile();
    this.files.set(name, file);
    return file;
  }
}

/** A machine with such a file system and a cache that keeps canaries. */
export function testHost(folder: TestFolder, kept = new Map<string, Canary>()): DeviceHost {
  return {
    clocks: testClocks(),
    openDisk: () => openDisk(folder),
    makeKeys: makeDeviceKeys,
    nest: {
      read: async (terminalId) => kept.get(terminalId) ?? null,
      write: async (terminalId, canary) => void kept.set(terminalId, canary),
    },
  };
}
