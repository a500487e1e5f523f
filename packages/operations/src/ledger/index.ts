export { closeIncident } from './close-incident.ts';
export { findLosses } from './find-losses.ts';
export { type Incident, type IncidentKind, openIncident, settleChecker } from './open-incident.ts';
export {
  gapsOf,
  type Gap,
  type IncidentRow,
  type LifeLedger,
  readIncidents,
  readTerminalLedger,
  type TerminalLedgerDetail,
} from './terminal-ledger.ts';
