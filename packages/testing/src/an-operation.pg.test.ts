import { verifyOperation } from '@oson/contract';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/db/testing';
import { checkSaleArithmetic, isEanCheckDigitRight } from '@oson/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSaleBody } from './a-sale-body.ts';
import { aJournal } from './an-operation.ts';

let at: TestDatabase;
let tenant: ATenant;
beforeAll(async () => {
  at = await testDatabase();
  tenant = await aTenant(at.db);
});
afterAll(() => at.close());

test('a made sale is right by the rules of the shop, with a discount too', () => {
  const [first, second] = tenant.skus;
  if (!first || !second) throw new Error('a tenant has goods');
  const body = aSaleBody(tenant, {
    lines: [{ sku: first, quantity: 2_500 }, { sku: second }],
    discount: { kind: 'percent', value: 1_050 },
  });
  expect(checkSaleArithmetic(body)).toEqual([]);
  expect(body.totals.discount).toBeGreaterThan(0);
  expect(tenant.skus.every((sku) => isEanCheckDigitRight(sku.code))).toBe(true);
});

test('a journal chains what it seals', () => {
  const journal = aJournal(tenant);
  journal.seal('sale', aSaleBody(tenant));
  journal.seal('sale', aSaleBody(tenant));
  const [one, two] = journal.ops;
  expect(two?.prevHash).toBe(one?.hash);
  expect([one?.seq, two?.seq]).toEqual([1, 2]);
  expect(journal.ops.every((op) => verifyOperation(op).ok)).toBe(true);
});
