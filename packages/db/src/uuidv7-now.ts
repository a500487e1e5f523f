import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@oson/domain';

const RANDOM_BYTES = 10;
const IDS_PER_DRAW = 400;
let pool = Buffer.alloc(0);

/** A UUIDv7 of this moment: ids are made in code, because PostgreSQL 15 has no uuidv7(). */
export function uuidv7Now(): string {
  // An import makes a hundred thousand ids: the system is asked for randomness once for many.
  if (pool.length < RANDOM_BYTES) pool = randomBytes(RANDOM_BYTES * IDS_PER_DRAW);
  const random = pool.subarray(0, RANDOM_BYTES);
  pool = pool.subarray(RANDOM_BYTES);
  return uuidv7(Date.now(), random);
}
