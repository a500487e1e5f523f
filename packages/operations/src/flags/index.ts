export { type FlagNotice, flagNotice } from './flag-notice.ts';
export { type FlagFilter, type FlagRow, listFlags } from './list-flags.ts';
export { acceptFlag, correctStockOfFlag, reopenFlag } from './resolve-flag.ts';
