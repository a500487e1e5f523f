export { applyRepair, type DecideRepair, rejectRepair } from './decide-repair.ts';
export { type ProposeRepair, proposeRepair } from './propose-repair.ts';
export {
  type QuarantinedDetail,
  readQuarantined,
  type RepairRow,
} from './read-quarantined.ts';
