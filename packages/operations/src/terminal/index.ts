export {
  type ApiKeyRow,
  createApiKey,
  hashApiKey,
  listApiKeys,
  revokeApiKey,
} from './api-keys.ts';
export { type Enrolled, type Enrolment, enrolTerminal } from './enrol-terminal.ts';
export { type GoLive, goLive } from './go-live.ts';
export { listTerminals, type TerminalFilter, type TerminalRow } from './list-terminals.ts';
export { type Renewal, renewIncarnation } from './renew-incarnation.ts';
export { renameTerminal, revokeForGood, revokeTerminal } from './revoke-terminal.ts';
export { checkTerminalPlace, readPlaceNames } from './terminal-place.ts';
