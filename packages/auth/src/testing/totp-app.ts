import { createHmac } from 'node:crypto';

const PERIOD_MS = 30_000;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The secret in the address that an authenticator's QR code holds; for tests. */
export function secretOf(totpUri: string): Buffer {
  const text = new URL(totpUri).searchParams.get('secret') ?? '';
  const bits = Array.from(text.replace(/=+$/, ''), (sign) =>
    BASE32.indexOf(sign).toString(2).padStart(5, '0'),
  ).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator app shows now (RFC 6238); for tests. */
export function codeOfApp(secret: Buffer, nowMs = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / PERIOD_MS)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}
