import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDebt } from './debt.ts';

test.each([
  ['the first debt', 0, 0, 1_000_000, 500_000, { ok: true, after: 500_000 }],
  ['up to the limit', 400_000, 100_000, 1_000_000, 500_000, { ok: true, after: 1_000_000 }],
  ['a tiyin over', 400_000, 100_000, 1_000_000, 500_001, { ok: false, after: 1_000_001, over: 1 }],
  [
    'own sales count',
    0,
    900_000,
    1_000_000,
    200_000,
    { ok: false, after: 1_100_000, over: 100_000 },
  ],
  ['own payments count', 900_000, -500_000, 1_000_000, 200_000, { ok: true, after: 600_000 }],
  ['over already', 2_000_000, 0, 1_000_000, 0, { ok: false, after: 2_000_000, over: 1_000_000 }],
  ['no debt allowed', 0, 0, 0, 1, { ok: false, after: 1, over: 1 }],
  ['no limit', 9_000_000, 0, null, 9_000_000, { ok: true, after: 18_000_000 }],
  ['the shop owes', -300_000, 0, 0, 300_000, { ok: true, after: 0 }],
] as const)('[CASE13] %s', (_case, balance, ownSince, limit, amount, wanted) => {
  expect(checkDebt({ balance, ownSince, limit, amount })).toEqual(wanted);
});

test('[CASE13] it is over exactly when the debt after it is above the limit', () => {
  const money = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      money,
      money,
      fc.nat(1_000_000),
      fc.nat(1_000_000),
      (balance, own, limit, amount) => {
        const check = checkDebt({ balance, ownSince: own, limit, amount });
        expect(check.after).toBe(balance + own + amount);
        expect(check.ok).toBe(check.after <= limit);
        if (!check.ok) expect(check.after - check.over).toBe(limit);
      },
    ),
  );
});
