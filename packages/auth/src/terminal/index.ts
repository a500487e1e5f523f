export { beginEnrolment } from './begin-enrolment.ts';
export { isOwnCertificate, signCertificate } from './certificate.ts';
export { type Claim, claimEnrolment } from './claim-enrolment.ts';
export { cursorProof } from './cursor-proof.ts';
export {
  issueEnrolmentLink,
  type LinkRequest,
  lookAtLink,
  redeemLink,
} from './enrolment-link.ts';
export type { EnrolmentPorts } from './enrolment-ports.ts';
export { finishEnrolment, pollEnrolment } from './follow-enrolment.ts';
export { checkNonce, makeNonce } from './nonce.ts';
export { isSignedBy } from './public-key.ts';
export { openExport, readRecoveryKey, type RecoveryKey } from './recovery-key.ts';
export { renewTerminal } from './renew-terminal.ts';
export { type ApiKeyAccess, resolveApiKey } from './resolve-api-key.ts';
export {
  type ResolvedTerminal,
  resolveTerminal,
  type SignedRequest,
  type TerminalRefusal,
  type TerminalResolution,
} from './resolve-terminal.ts';
export { applyOutside, takeBackTerminal } from './take-back.ts';
export { deriveServerKeys, type ServerKeys } from './server-keys.ts';
