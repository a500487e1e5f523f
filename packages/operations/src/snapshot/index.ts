export { makeSnapshot, type Snapshot } from './make-snapshot.ts';
export { SnapshotShelf } from './snapshot-shelf.ts';
