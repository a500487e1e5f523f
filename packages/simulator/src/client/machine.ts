import { type EnrolAnswer, type Operation, verifyOperation } from '@oson/contract';
import {
  beginLife,
  type Canary,
  type DeviceDisk,
  type DeviceHost,
  type DeviceKeys,
  type JournalDb,
  journalName,
  type Notice,
  openDisk,
  openJournal,
  openPos,
  type Pos,
  readMeta,
  SaleDesk,
} from '@oson/pos/terminal';
import type { SyncPorts } from '@oson/pos/ports';
import Dexie from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import type { Random } from '../model/random.ts';
import { FolderDisk } from './folder-disk.ts';
import { IdbDisk, type Images, useDisk } from './idb-disk.ts';
import type { Life, VirtualTime } from './virtual-time.ts';

/** What the machine asks of the world that it stands in. */
export type Surroundings = {
  time: VirtualTime;
  random: Random;
  terminalId: string;
  portsFor: (life: Life) => SyncPorts;
  /** The office lets the terminal in again; null without a line. */
  enrol: () => EnrolAnswer | null;
  /** Once a strict write to the journal is on the platter. */
  onDurable: (machine: Machine) => void;
  onOpen: (pos: Pos) => void;
};

type Profile = { idb: Images; folder: Map<string, Uint8Array>; cache: Map<string, Canary> };

/** The page of a till at work. */
export type Page = { life: Life; pos: Pos; desk: SaleDesk; told: Notice[] };

const ENROL_AGAIN_MS = 30_000;
const DISK_MS = [1, 60] as const;

/** One computer with a browser profile: what survives a page, a browser or the power. */
export class Machine {
  readonly name: string;
  readonly idb: IdbDisk;
  readonly folder = new FolderDisk();
  cache = new Map<string, Canary>();
  page: Page | null = null;
  life: Life | null = null;
  /** No room: ballast that is given up makes some. */
  isFull = false;
  wallOff = 0;
  /** Pages that could not be opened: nothing of ours may do that. */
  readonly broken: string[] = [];
  readonly #around: Surroundings;
  #boots = 0;
  #failing = false;
  #ids: Random;

  constructor(name: string, around: Surroundings) {
    this.name = name;
    this.#around = around;
    this.#ids = around.random.branch(`ids-${name}`);
    this.folder.isFull = () => this.isFull && this.folder.ballastBytes > 0;
    this.idb = new IdbDisk({
      committed: (database, strict) => {
        around.time.note(`${name} commit ${database.slice(0, 12)} ${strict}`);
        if (strict && database === this.journal) around.onDurable(this);
      },
      refuses: () => this.#refuses(),
    });
  }

  /** The browser is started: by hand, or by itself after a crash. */
  boot(): void {
    this.#boots += 1;
    const life: Life = {
      name: `${this.name}#${this.#boots}`,
      alive: true,
      begin: () => {
        useDisk(this.idb);
        Dexie.dependencies.indexedDB = this.idb.factory;
        Dexie.dependencies.IDBKeyRange = IDBKeyRange;
      },
    };
    this.life = life;
    this.#around.time.note(`boot ${life.name}`);
    this.#around.time.after(0, () => void this.#open(life), life);
  }

  /** The page dies between two tasks, or the whole machine does. */
  die(power: 'kept' | 'cut'): void {
    if (!this.life) return;
    this.#around.time.note(`${this.life.name} dies, power ${power}`);
    this.#around.time.end(this.life);
    this.life = null;
    this.page = null;
    this.idb.restart(power);
    this.folder.restart(power, this.#around.random);
  }

  /** A copy of the profile, as an image tool makes one of a computer that is off. */
  profile(): Profile {
    return { idb: this.idb.images(), folder: this.folder.images(), cache: new Map(this.cache) };
  }

  load(profile: Partial<Profile>): void {
    if (profile.idb) this.idb.load(profile.idb);
    if (profile.folder) this.folder.load(profile.folder);
    if (profile.cache) this.cache = new Map(profile.cache);
  }

  get journal(): string {
    return journalName(this.#around.terminalId);
  }

  /** Ids of operations of which this machine has every byte, in the journal or in the copy. */
  wholeCopies(): string[] {
    const records = this.idb.valuesOf(this.journal, 'operations') as { operation: Operation }[];
    const operations = [...records, ...this.folder.entries()].map(({ operation }) => operation);
    return operations.filter((each) => verifyOperation(each).ok).map(({ opId }) => opId);
  }

  /** The next write fails, as a hiccup of the disk does. */
  failNext(): void {
    this.#failing = true;
  }

  /** Somebody sets the clock, up to a day either way. */
  jump(amount: number): void {
    this.wallOff = Math.round((amount - 0.5) * 2 * 86_400_000);
  }

  #refuses(): string | null {
    if (this.#failing) {
      this.#failing = false;
      return 'UnknownError';
    }
    return this.isFull && this.folder.ballastBytes > 0 ? 'QuotaExceededError' : null;
  }

  async #open(life: Life): Promise<void> {
    const { terminalId, portsFor, onOpen } = this.#around;
    try {
      if (!(await this.#isEnrolled(life))) return;
      const ports = {
        enrol: {} as never,
        sync: () => portsFor(life),
        appVersion: '1.0.0',
      };
      const pos = await openPos(ports, terminalId, this.#host(life));
      if (!life.alive) return;
      const told: Notice[] = [];
      const desk = new SaleDesk(pos, (notice) => void told.push(notice));
      this.page = { life, pos, desk, told };
      pos.sync.start();
      pos.house.start();
      onOpen(pos);
    } catch (fault) {
      if (!life.alive) return;
      this.broken.push(`${life.name}: ${fault instanceof Error ? fault.stack : String(fault)}`);
      // A person loads the page again.
      this.#around.time.after(ENROL_AGAIN_MS, () => void this.#open(life), life);
    }
  }

  /** An empty journal is one of a device that has to be let in; the code comes over the line. */
  async #isEnrolled(life: Life): Promise<boolean> {
    const { terminalId, enrol, time } = this.#around;
    const journal = openJournal(terminalId);
    const identity = await readMeta(journal, 'identity');
    const answer = identity ? null : enrol();
    if (!identity && !answer) {
      time.after(ENROL_AGAIN_MS, () => void this.#open(life), life);
    }
    const begun = answer ? await this.#begin(life, journal, answer) : false;
    journal.close();
    return identity !== undefined || begun;
  }

  /** A disk that refuses shows an error with "try again"; somebody does. */
  async #begin(life: Life, journal: JournalDb, answer: EnrolAnswer): Promise<boolean> {
    try {
      await beginLife(journal, answer, await this.#makeKeys());
      return true;
    } catch {
      this.#around.time.after(ENROL_AGAIN_MS, () => void this.#open(life), life);
      return false;
    }
  }

  #host(life: Life): DeviceHost {
    const { time } = this.#around;
    const startedAt = time.now;
    const bootId = this.#ids.id(0);
    return {
      clocks: {
        read: () => ({
          wallMs: Date.now() + this.wallOff,
          monoMs: Math.round(time.now - startedAt),
          bootId,
        }),
        newId: () => this.#ids.id(Date.now()),
      },
      openDisk: async () => this.#slow(life, await openDisk(this.folder.folderFor(life))),
      makeKeys: () => this.#makeKeys(),
      nest: {
        read: async (terminalId) => this.cache.get(terminalId) ?? null,
        write: async (terminalId, canary) => {
          if (life.alive) this.cache.set(terminalId, canary);
        },
      },
    };
  }

  /** The thread that holds the files is another one: each act takes its time. */
  #slow(life: Life, disk: DeviceDisk): DeviceDisk {
    const { time, random } = this.#around;
    const wait = () =>
      new Promise<void>((resolve) => time.after(random.between(...DISK_MS), resolve, life));
    return {
      tail: () => wait().then(() => disk.tail()),
      append: (entries) => wait().then(() => disk.append(entries)),
      compare: (known) => wait().then(() => disk.compare(known)),
      recall: (opIds) => wait().then(() => disk.recall(opIds)),
      forget: (opIds) => wait().then(() => disk.forget(opIds)),
      erase: (records) => wait().then(() => disk.erase(records)),
      fillBallast: () => wait().then(() => disk.fillBallast()),
      dropBallast: () => wait().then(() => disk.dropBallast()),
      close: () => disk.close(),
    };
  }

  /** Nobody signs here: the ports take what they are given. */
  async #makeKeys(): Promise<DeviceKeys> {
    const key = {} as CryptoKey;
    return { signing: key, publicKey: this.#ids.hex(16), pinSeal: key };
  }
}
