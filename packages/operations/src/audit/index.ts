export { type AuditCheck, verifyAudit } from './verify-audit.ts';
export { type AuditFilter, type AuditRow, listAudit } from './list-audit.ts';
export { type AuditActor, type AuditFact, NO_REASON, writeAudit } from './write-audit.ts';
