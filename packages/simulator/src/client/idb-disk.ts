import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';

/** What fake-indexeddb keeps of a database, as far as a disk has to copy it. */
type RawRecord = { key: unknown; value: unknown };
type RawRecords = { put(record: RawRecord): void; values(): Iterable<RawRecord> };
type RawIndex = {
  name: string;
  keyPath: unknown;
  multiEntry: boolean;
  unique: boolean;
  initialized: boolean;
  records: RawRecords;
};
type RawStore = {
  name: string;
  keyPath: unknown;
  autoIncrement: boolean;
  rawIndexes: Map<string, RawIndex>;
  records: RawRecords;
};
type RawDatabase = { name: string; version: number; rawObjectStores: Map<string, RawStore> };
type Made<T> = { constructor: new (...given: never[]) => T };
type RawFactory = IDBFactory & { _databases: Map<string, RawDatabase> };

/** A database as it lies on the platter: its records are never changed in place. */
export type Image = { version: number; stores: StoreImage[]; raw: RawDatabase };
type StoreImage = {
  of: RawStore;
  records: RawRecord[];
  indexes: { of: RawIndex; records: RawRecord[] }[];
};

/** All databases of one browser profile. */
export type Images = Map<string, Image>;

type Hooks = {
  /** A transaction that writes has been committed; nobody has heard of it yet. */
  committed: (database: string, strict: boolean) => void;
  /** May answer the name of a DOMException with which this write fails. */
  refuses: () => string | null;
};

/**
 * IndexedDB behind a disk: what is `committed` is in the cache of the system and survives the death
 * of the browser, what is `durable` survives a power cut. A strict commit is both at once.
 */
export class IdbDisk {
  factory: IDBFactory = new IDBFactory();
  #committed: Images = new Map();
  #durable: Images = new Map();
  readonly #hooks: Hooks;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  /** What a browser process finds that starts now, after a kill or after a power cut. */
  restart(power: 'kept' | 'cut'): void {
    const images = power === 'kept' ? this.#committed : this.#durable;
    this.load(images);
  }

  /** Relaxed commits reach the platter when the system finds time. */
  sync(): void {
    this.#durable = new Map(this.#committed);
  }

  images(): Images {
    return new Map(this.#committed);
  }

  /** A profile of before, of another machine, or none. */
  load(images: Images): void {
    this.factory = new IDBFactory();
    const databases = (this.factory as RawFactory)._databases;
    for (const [name, image] of images) databases.set(name, rebuilt(name, image));
    this.#committed = new Map(images);
    this.#durable = new Map(images);
  }

  /** Takes all databases away, as a browser does that is short of space or cannot read them. */
  drop(): void {
    this.load(new Map());
  }

  /** What stands in a store, as far as it was committed. */
  valuesOf(database: string, store: string): unknown[] {
    const found = this.#committed.get(database)?.stores.find(({ of }) => of.name === store);
    return (found?.records ?? []).map(({ value }) => value);
  }

  /** Changes one record of a store on the platter. */
  spoil(database: string, store: string, change: (value: object) => object | null): boolean {
    const image = this.#committed.get(database);
    const found = image?.stores.find(({ of }) => of.name === store);
    if (!image || !found) return false;
    for (const [at, record] of found.records.entries()) {
      const value = change(record.value as object);
      if (value === null) continue;
      const records = found.records.with(at, { key: record.key, value });
      const stores = image.stores.map((each) => (each === found ? { ...each, records } : each));
      this.load(new Map(this.#committed).set(database, { ...image, stores }));
      return true;
    }
    return false;
  }

  /** A transaction over these stores is committed; others may be half done beside it. */
  complete(database: string, scope: readonly string[], strict: boolean): void {
    const raw = (this.factory as RawFactory)._databases.get(database);
    if (!raw) return;
    const before = this.#committed.get(database);
    const image = imageOf(raw, (name) => {
      if (scope.includes(name)) return undefined;
      return before?.stores.find(({ of }) => of.name === name);
    });
    this.#committed.set(database, image);
    if (strict) this.#durable.set(database, image);
    this.#hooks.committed(database, strict);
  }

  refuses(): string | null {
    return this.#hooks.refuses();
  }
}

let current: IdbDisk | null = null;

/** The disk whose page is running: the prototypes are one for all. */
export function useDisk(disk: IdbDisk): void {
  current = disk;
}

function imageOf(raw: RawDatabase, kept: (store: string) => StoreImage | undefined): Image {
  const stores = [...raw.rawObjectStores.values()].map((of) => kept(of.name) ?? storeImage(of));
  return { version: raw.version, stores, raw };
}

function storeImage(of: RawStore): StoreImage {
  const indexes = [...of.rawIndexes.values()].map((index) => ({
    of: index,
    records: [...index.records.values()],
  }));
  return { of, records: [...of.records.values()], indexes };
}

function rebuilt(name: string, { version, stores, raw }: Image): RawDatabase {
  const database = make<RawDatabase>(raw, name, version);
  for (const { of, records, indexes } of stores) {
    const store = make<RawStore>(of, database, of.name, of.keyPath, of.autoIncrement);
    for (const record of records) store.records.put(record);
    for (const index of indexes) {
      const { name: called, keyPath, multiEntry, unique } = index.of;
      const copy = make<RawIndex>(index.of, store, called, keyPath, multiEntry, unique);
      copy.initialized = true;
      for (const record of index.records) copy.records.put(record);
      store.rawIndexes.set(called, copy);
    }
    database.rawObjectStores.set(of.name, store);
  }
  return database;
}

/** Another one of the same making: the classes themselves are not exported. */
function make<T>(like: T, ...given: unknown[]): T {
  const { constructor } = like as Made<T>;
  return new constructor(...(given as never[]));
}

/** Once a process: every transaction tells its disk, and every write asks it first. */
export function tapIndexedDb(): void {
  const begin = methodOf(IDBDatabase.prototype, 'transaction') as IDBDatabase['transaction'];
  IDBDatabase.prototype.transaction = function tapped(this: IDBDatabase, ...given) {
    const transaction = begin.apply(this, given);
    const disk = current;
    if (transaction.mode === 'readwrite' && disk) {
      const strict = given[2]?.durability === 'strict';
      const scope = typeof given[0] === 'string' ? [given[0]] : [...given[0]];
      transaction.addEventListener('complete', () => disk.complete(this.name, scope, strict));
    }
    return transaction;
  };
  const store = IDBObjectStore.prototype;
  for (const kind of ['add', 'put'] as const) {
    const write = methodOf(store, kind) as IDBObjectStore['put'];
    store[kind] = function guarded(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      const fault = current?.refuses() ?? null;
      if (fault !== null) throw new DOMException('the disk refuses', fault);
      return key === undefined ? write.call(this, value) : write.call(this, value, key);
    };
  }
}

const methodOf = (of: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(of, name)?.value;
