/** How far a terminal has read its tenant's feed. `check` proves it: random bytes of n and an HMAC. */
export type Cursor = { epoch: number; n: number; check: string };
