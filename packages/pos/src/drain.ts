/** Sending without a page: what the service worker runs under the leader's lock. */
export { readDevice } from './device/device-db.ts';
export { type DrainPorts, drainJournal } from './sync/drain-journal.ts';
export { LEADER_LOCK } from './sync/leader.ts';
