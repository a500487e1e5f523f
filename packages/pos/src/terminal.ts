/** The terminal without its screens: what runs where there is no page (a simulator, a drill). */
export { openDisk } from './copy/open-disk.ts';
export type { DeviceDisk } from './copy/device-disk.ts';
export { readFrames } from './copy/frame.ts';
export type { Canary, LogEntry } from './copy/log-entry.ts';
export type { LogFile, LogFolder } from './copy/log-folder.ts';
export { openPos, type Pos } from './core/pos.ts';
export { beginLife } from './core/renew.ts';
export { type Notice, SaleDesk } from './desk/sale-desk.ts';
export type { DeviceHost } from './device/device-host.ts';
export type { DeviceKeys } from './device/device-keys.ts';
export { exportUnsent } from './export/export-unsent.ts';
export { type JournalDb, journalName, openJournal, readMeta } from './journal/journal-db.ts';
export type { Incident } from './recovery/incidents.ts';
export { closeShift, openShift } from './shift/shift-acts.ts';
