export * from './device-key.ts';
export * from './enrol.ts';
export type { PushOrder } from './push-again.ts';
export * from './sim-catalogue.ts';
export * from './sim-journal.ts';
export * from './sim-sale.ts';
export * from './sim-sync.ts';
export * from './sim-terminal.ts';
export * from './worker-call.ts';
