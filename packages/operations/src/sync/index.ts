export { applyPush, type Push } from './apply-push.ts';
export { admitFor, type Load, pressureOf } from './admit.ts';
export type { CursorProof } from './feed-cursor.ts';
export { hello, type HelloPorts } from './hello.ts';
export { CLOSED_KEPT_MS, closedTimes, holdBackOf, isOver } from './hold-back.ts';
export { listQuarantined, listQuarantinedOf, type QuarantinedRow } from './list-quarantined.ts';
export { pull, type SnapshotPort } from './pull.ts';
export { type GateOptions, PushGate } from './push-gate.ts';
export { takeReport } from './report.ts';
export {
  acceptHeldBack,
  rejectQuarantined,
  type RetryReport,
  retryQuarantined,
} from './retry-quarantined.ts';
export type { Offered } from './store-raw.ts';
export type { Sender } from './stored-operation.ts';
export { pruneFeed, type PrunedFeed } from './prune-feed.ts';
