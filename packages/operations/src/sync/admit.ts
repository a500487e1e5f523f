import { type Admit, OPS_PER_PUSH_MAX } from '@oson/contract';

/** How much a terminal may send, and when next. Constant until the server measures its load. */
export const ADMIT: Admit = { batch: OPS_PER_PUSH_MAX, delayMs: 0 };
/** Told with a 503: fewer, and not at once. */
export const ADMIT_WHEN_BUSY: Admit = { batch: 10, delayMs: 5000 };
