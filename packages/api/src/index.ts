export { handleHeldRowsFile, handleImportUpload } from './import/import-doors.ts';
export { handleSalesSync, type SalesSyncAnswer } from './rest/sales-sync.ts';
export { checkReadiness, type Readiness } from './health/readiness.ts';
export { type AppRouter, appRouter } from './root.ts';
export type {
  ApiContext,
  ApiPorts,
  OfficeAccess,
  OfficeRole,
  SignedInUser,
  TerminalAccess,
} from './trpc/context.ts';
export { handleTrpcRequest, type TrpcDoor } from './trpc/trpc-door.ts';
export { makeSnapshot, PushGate, type Snapshot, SnapshotShelf } from '@oson/operations';
