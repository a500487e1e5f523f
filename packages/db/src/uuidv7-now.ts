import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@oson/domain';

const SEQUENCE_MAX = 0xfff;
let lastMs = 0;
let sequence = 0;

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
  const random = randomBytes(10);
  random[0] = sequence >> 8;
  random[1] = sequence & 0xff;
  return uuidv7(lastMs, random);
}
