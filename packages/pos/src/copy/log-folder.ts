/** An open file of the log: the shape of a synchronous access handle. Writing faults are thrown. */
export type LogFile = {
  getSize(): number;
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
};

/** One terminal's folder in the origin's private file system. */
export type LogFolder = {
  names(): Promise<string[]>;
  /** Opens a file, made when it is not there. Rejects while another thread has it open. */
  open(name: string): Promise<LogFile>;
  remove(name: string): Promise<void>;
};

type SyncOpenable = { createSyncAccessHandle(): Promise<LogFile> };

const ROOT = 'oson';

/** The folder of a terminal in OPFS; only a worker thread may open its files. */
export async function opfsFolder(terminalId: string): Promise<LogFolder> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(ROOT, { create: true });
  const folder = await all.getDirectoryHandle(terminalId, { create: true });
  return {
    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async open(name) {
      const handle = await folder.getFileHandle(name, { create: true });
      // Only a worker thread's types know it, as only there it is.
      return (handle as unknown as SyncOpenable).createSyncAccessHandle();
    },
    remove: (name) => folder.removeEntry(name),
  };
}

/** Terminals that this origin's private file system has a folder of. */
export async function opfsTerminals(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(ROOT, { create: true });
  const names: string[] = [];
  for await (const name of all.keys()) names.push(name);
  return names;
}
