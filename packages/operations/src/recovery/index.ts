export { type BindOwner, bindOwner } from './bind-owner.ts';
export { confirmForTenant, confirmTerminal } from './confirm-terminal.ts';
export { type EraseCustomer, eraseCustomer } from './erase-customer.ts';
export { type Imported, importBundle, type SignatureCheck } from './import-bundle.ts';
export {
  fileLedger,
  NO_OUTSIDE_LEDGER,
  type OutsideFact,
  type OutsideLedger,
} from './outside-ledger.ts';
export { type Reapplied, reapplyOutside } from './reapply-outside.ts';
export { type TakeBack, takeBack } from './take-back.ts';
