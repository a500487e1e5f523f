import fs from 'node:fs';
import path from 'node:path';

export type TableCopy = {
  schema: string;
  name: string;
  columns: string[];
  rows: number;
  /** SHA-256 of the rows in COPY's text form, before compression. */
  sha256: string;
  file: string;
};

/** What a backup holds; written last, so a folder without it is none. */
export type Manifest = {
  version: 1;
  /** When the snapshot was taken, ISO. */
  at: string;
  postgres: number;
  /** Names of the migrations that the database had. */
  migrations: string[];
  /** Parents before children. */
  tables: TableCopy[];
};

const FILE = 'manifest.json';

export function writeManifest(folder: string, manifest: Manifest): void {
  const file = path.join(folder, FILE);
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(manifest, null, 2), { flush: true });
  fs.renameSync(`${file}.tmp`, file);
}

/** Throws when the folder holds no whole backup of a form that this version reads. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, FILE);
  if (!fs.existsSync(file)) throw new Error(`${folder} holds no whole backup`);
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  if (manifest.version !== 1)
    throw new Error(`a backup of form ${String(manifest.version)} is not read here`);
  return manifest;
}
