/** Protocol version: OSP/1. */
export const PROTO = 1;
export const OPS_PER_PUSH_MAX = 50;
export const PUSH_BYTES_MAX = 256 * 1024;
/** One operation alone is taken up to this size; a larger one is an incident of ours. */
export const SINGLE_OP_BYTES_MAX = 1024 * 1024;
/**
 * A push of this many bytes or more goes with `content-encoding: gzip` when the last hello said that
 * the server reads it. The signature covers the body before compression.
 */
export const GZIP_FROM_BYTES = 1024;
/** What may come out of a compressed request; more is answered 413. */
export const INFLATED_BYTES_MAX = 4 * 1024 * 1024;
/** domain's limits keep a sealed operation below this. */
export const SEALED_OP_BYTES_MAX = 128 * 1024;
export const PULL_ROWS_MAX = 2000;
export const NONCE_VALID_MS = 24 * 3_600_000;
/** Acknowledged operations stay on the device at least this long. */
export const RETAIN_MS = 35 * 24 * 3_600_000;
