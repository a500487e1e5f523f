/** Protocol version: OSP/1. */
export const PROTO = 1;
export const OPS_PER_PUSH_MAX = 50;
export const PUSH_BYTES_MAX = 256 * 1024;
/** One operation alone is taken up to this size; a larger one is an incident of ours. */
export const SINGLE_OP_BYTES_MAX = 1024 * 1024;
/** domain's limits keep a sealed operation below this. */
export const SEALED_OP_BYTES_MAX = 128 * 1024;
export const PULL_ROWS_MAX = 2000;
export const NONCE_VALID_MS = 24 * 3_600_000;
/** Acknowledged operations stay on the device at least this long. */
export const RETAIN_MS = 35 * 24 * 3_600_000;
