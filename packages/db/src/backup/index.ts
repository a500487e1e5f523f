export { backup } from './backup.ts';
export { type Manifest, readManifest, type TableCopy } from './manifest.ts';
export { restore, type Restored } from './restore.ts';
