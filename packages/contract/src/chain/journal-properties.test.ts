/** Whole journals: whatever one changes, drops or swaps in them is seen. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Operation } from '../operation.ts';
import { firstPrevHash } from './hash-operation.ts';
import { sealOperation } from './seal-operation.ts';
import { eraseBody, splitOperation, verifyOperation } from './verify-operation.ts';

const TENANT = '0197a000-0000-7000-8000-000000000001';
const TERMINAL = '0197a000-0000-7000-8000-000000000002';
const INCARNATION = '0197a000-0000-7000-8000-000000000003';
const FIRST = firstPrevHash(TENANT, TERMINAL, INCARNATION);

const act = fc.record({
  opId: fc.uuid({ version: 7 }),
  wallMs: fc.integer({ min: 0, max: 2 ** 41 }),
  monoMs: fc.integer({ min: 0, max: 2 ** 31 }),
  float: fc.integer({ min: 0, max: 2 ** 50 }),
  staffId: fc.option(fc.uuid({ version: 7 })),
});
const acts = fc.array(act, { minLength: 2, maxLength: 8 });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function journalOf(sealed: readonly Act[]): Operation[] {
  const journal: Operation[] = [];
  for (const { opId, wallMs, monoMs, float, staffId } of sealed) {
    const body = { shiftId: opId, staffId, float, currency: 'UZS' };
    journal.push(
      sealOperation({
        opId,
        incarnation: INCARNATION,
        type: 'shift.open',
        wallMs,
        monoMs,
        body,
        seq: journal.length + 1,
        prevHash: journal.at(-1)?.hash ?? FIRST,
        bootId: INCARNATION,
        lastServer: null,
      }),
    );
  }
  return journal;
}

/** Every operation verifies and stands on the one before it. */
function isWhole(journal: readonly Operation[]): boolean {
  return journal.every((operation, at) => {
    const before = journal[at - 1]?.hash ?? FIRST;
    return (
      operation.prevHash === before && operation.seq === at + 1 && verifyOperation(operation).ok
    );
  });
}

test('[OP4] a journal as it was sealed is whole', () => {
  fc.assert(
    fc.property(acts, (sealed) => {
      expect(isWhole(journalOf(sealed))).toBe(true);
    }),
  );
});

test('[OP2] a change of any field of any operation is seen', () => {
  const where = fc.tuple(acts, fc.nat(), fc.nat(), fc.jsonValue());
  fc.assert(
    fc.property(where, ([sealed, at, field, value]) => {
      const journal = journalOf(sealed);
      const operation = journal[at % journal.length] as Operation;
      const names = Object.keys(operation) as (keyof Operation)[];
      const name = names[field % names.length] as keyof Operation;
      fc.pre(JSON.stringify(operation[name]) !== JSON.stringify(value));
      fc.pre(name !== 'body' || typeof value === 'string');
      const changed = { ...operation, [name]: value } as Operation;
      expect(isWhole(journal.with(at % journal.length, changed))).toBe(false);
    }),
  );
});

test('[OP4] an operation that is left out or told in another order is seen', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (sealed, place) => {
      const journal = journalOf(sealed);
      const at = place % (journal.length - 1);
      expect(isWhole(journal.toSpliced(at, 1))).toBe(false);
      const [one, two] = journal.slice(at, at + 2) as [Operation, Operation];
      expect(isWhole(journal.toSpliced(at, 2, two, one))).toBe(false);
    }),
  );
});

test('[OP5] whichever bodies are erased, the journal stays whole, and no other digest fits', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (sealed, place) => {
      const journal = journalOf(sealed);
      const erased = journal.map((operation, at) =>
        at % 2 === 0 ? eraseBody(operation) : operation,
      );
      expect(erased.every((operation) => verifyOperation(operation).ok)).toBe(true);
      const at = (place % Math.ceil(journal.length / 2)) * 2;
      const own = eraseBody(journal[at] as Operation);
      const foreign = { ...own, bodyDigest: FIRST };
      expect(verifyOperation(foreign)).toEqual({ ok: false, cause: 'hash' });
      expect(splitOperation(own).bodyDigest).toBe(own.bodyDigest);
    }),
  );
});
