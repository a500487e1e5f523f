import { randomFillSync } from 'node:crypto';

const SEQUENCE_MAX = 0xfff;
const RANDOM_BYTES = 8;
/** Random bytes are drawn for many ids at once: a draw costs more than the rest of the id. */
const POOL_BYTES = RANDOM_BYTES * 512;

let lastMs = 0;
let sequence = 0;
const bytes = Buffer.alloc(16);
const pool = Buffer.alloc(POOL_BYTES);
let drawn = POOL_BYTES;

/**
 * A UUIDv7 of this moment: ids are made in code, because PostgreSQL 15 has no uuidv7(). The 12 bits
 * after the time count up within a millisecond (RFC 9562, method 1), so that ids of one process sort
 * in the order in which they were made.
 */
export function uuidv7Now(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (sequence < SEQUENCE_MAX) sequence++;
  else {
    lastMs++;
    sequence = 0;
  }
  if (drawn === POOL_BYTES) {
    randomFillSync(pool);
    drawn = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  pool.copy(bytes, 8, drawn, drawn + RANDOM_BYTES);
  drawn += RANDOM_BYTES;
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
