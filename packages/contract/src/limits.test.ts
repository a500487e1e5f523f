import { SALE_LIMITS } from '@oson/domain';
import { expect, test } from 'vitest';
import { sealOperation } from './chain/seal-operation.ts';
import { operationBytes } from './chain/verify-operation.ts';
import { sha256Hex } from './canonical/sha256.ts';
import { SAMPLE_BODIES, SAMPLE_IDS } from './fixtures/index.ts';
import {
  NONCE_VALID_MS,
  OPS_PER_PUSH_MAX,
  PROTO,
  PUSH_BYTES_MAX,
  RETAIN_MS,
  SEALED_OP_BYTES_MAX,
  SINGLE_OP_BYTES_MAX,
} from './limits.ts';

test('the limits are those of OSP/1', () => {
  expect(PROTO).toBe(1);
  expect(OPS_PER_PUSH_MAX).toBe(50);
  expect(PUSH_BYTES_MAX).toBe(262_144);
  expect(SINGLE_OP_BYTES_MAX).toBe(1_048_576);
  expect(SEALED_OP_BYTES_MAX).toBe(131_072);
});

test('a nonce lives 24 hours, and what is stored is kept 35 days', () => {
  expect(NONCE_VALID_MS).toBe(86_400_000);
  expect(RETAIN_MS).toBe(35 * 86_400_000);
});

/** A sale whose lines and tenders weigh exactly what domain allows at most. */
function heaviestSale() {
  const { sale } = SAMPLE_BODIES;
  const [line] = sale.lines;
  if (!line) throw new Error('the sample has no line');
  const lines = [];
  let bytes = JSON.stringify([[], sale.tenders]).length;
  const weight = JSON.stringify(line).length + 1;
  while (lines.length < SALE_LIMITS.lines && bytes + weight <= SALE_LIMITS.bytes) {
    lines.push(line);
    bytes += weight;
  }
  return { ...sale, lines, note: 'ы'.repeat(SALE_LIMITS.text) };
}

test('[OP10] the heaviest sale that domain lets through stays below 128 KiB when sealed', () => {
  const body = heaviestSale();
  expect(body.lines.length).toBeGreaterThan(250);
  const operation = sealOperation({
    opId: SAMPLE_IDS.saleOp,
    incarnation: SAMPLE_IDS.incarnation,
    type: 'sale',
    seq: 2_147_483_647,
    prevHash: sha256Hex(''),
    wallMs: 1_764_000_000_000,
    monoMs: 1_764_000_000_000.125,
    bootId: SAMPLE_IDS.incarnation,
    lastServer: {
      serverMs: 1_764_000_000_000,
      wallMs: 1_764_000_000_000,
      monoMs: 1_764_000_000_000.125,
      bootId: SAMPLE_IDS.incarnation,
    },
    body,
  });
  expect(operation.body.length).toBeLessThan(SEALED_OP_BYTES_MAX);
  // On the wire each quote in the body's text is escaped once more: still far below one push alone.
  expect(operationBytes(operation)).toBeLessThan(PUSH_BYTES_MAX);
});
