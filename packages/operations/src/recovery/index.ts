export { type BindOwner, bindOwner } from './bind-owner.ts';
export { confirmForTenant, confirmTerminal } from './confirm-terminal.ts';
export {
  fileLedger,
  NO_OUTSIDE_LEDGER,
  type OutsideFact,
  type OutsideLedger,
} from './outside-ledger.ts';
export { type TakeBack, takeBack } from './take-back.ts';
