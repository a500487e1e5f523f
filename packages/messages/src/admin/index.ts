export { accountWords } from './account-words.ts';
export { type AuditAction, auditWords } from './audit-words.ts';
export { ledgerWords } from './ledger-words.ts';
export { settingsWords } from './settings-words.ts';
export { staffWords } from './staff-words.ts';
export { storeWords } from './store-words.ts';
export { terminalWords } from './terminal-words.ts';
