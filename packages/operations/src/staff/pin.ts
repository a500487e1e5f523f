import { randomBytes } from 'node:crypto';
import { OsonError } from '@oson/contract';
import type { Role } from '@oson/domain';
import { argon2id } from 'hash-wasm';

/** As OWASP asks of argon2id; kept with each hash, so that they may be raised later. */
const PARAMS = { m: 19_456, t: 2, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const LENGTH: Record<Role, { min: number; max: number }> = {
  cashier: { min: 4, max: 6 },
  manager: { min: 6, max: 8 },
  owner: { min: 6, max: 8 },
};

export type PinVerifier = {
  /** Base64url of 16 bytes. */
  salt: string;
  /** Lower-case hex of 32 bytes. */
  hash: string;
  params: { m: number; t: number; p: number };
};

/** A PIN that a person has chosen: whether it is one at all is judged by the role that it is for. */
export type NewPin = { digits: string; verifier: PinVerifier };

/** Hashes a chosen PIN, before the transaction that sets it: it takes long and needs no row. */
export async function newPin(digits: string): Promise<NewPin> {
  return { digits, verifier: await hashPin(digits) };
}

/** argon2id of a PIN: what terminals check it by while offline (PIN1). */
export async function hashPin(pin: string): Promise<PinVerifier> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await argon2id({
    password: pin,
    salt,
    memorySize: PARAMS.m,
    iterations: PARAMS.t,
    parallelism: PARAMS.p,
    hashLength: HASH_BYTES,
    outputType: 'hex',
  });
  return { salt: salt.toString('base64url'), hash, params: { ...PARAMS } };
}

/** Refuses with BAD_PIN what is no PIN for the role: digits, 4-6 for cashiers, 6-8 above them. */
export function assertPin(pin: string, role: Role): void {
  const { min, max } = LENGTH[role];
  const isRight = /^\d+$/.test(pin) && pin.length >= min && pin.length <= max;
  if (!isRight) throw new OsonError('BAD_PIN', { min, max });
  if (/^(\d)\1+$/.test(pin) || '0123456789'.includes(pin) || '9876543210'.includes(pin)) {
    throw new OsonError('BAD_PIN', { min, max, why: 'easy' });
  }
}
