import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@oson/domain';

/** A UUIDv7 of this moment: ids are made in code, because PostgreSQL 15 has no uuidv7(). */
export function uuidv7Now(): string {
  return uuidv7(Date.now(), randomBytes(10));
}
