import { randomUUID } from 'node:crypto';
import { canonicalJson, UNSIGNED_IMPORT } from '@oson/contract';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  testDatabase,
  type TestDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptHeldBack } from '../sync/retry-quarantined.ts';
import { importBundle } from './import-bundle.ts';
import { takeBack } from './take-back.ts';

let at: TestDatabase;
let shop: ATenant;
beforeAll(async () => {
  at = await testDatabase();
  shop = await aTenant(at.db);
});
afterAll(() => at.close());
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const nowMs = Date.now();

test('[OP14] [SRV20] an unsigned import of an unknown terminal is posted as that of the terminal that sealed it', async () => {
  const terminalId = randomUUID();
  const incarnationId = randomUUID();
  const lost = { ...shop.terminal, terminalId, incarnationId, code: 'Q9' };
  const op = aJournal({ ...shop, terminal: lost }).seal(
    'sale',
    aSaleBody({ ...shop, terminal: lost }),
  );
  const { seq, hash } = op;
  const named = { tenant: shop.tenantId, terminal: terminalId, incarnation: incarnationId };
  const range = { fromSeq: seq, toSeq: seq, lastHash: hash };
  const bundle = { v: 1, ...named, ...range, ops: [op], signature: '' };
  const ports = { isSignedBy: async () => false, nowMs };
  await importBundle(at.db, shop.tenantId, canonicalJson(bundle), ports);
  const kept = await inShop((tx) => tx.opQuarantine.findFirstOrThrow({ where: { opId: op.opId } }));
  expect(kept).toMatchObject({ cause: UNSIGNED_IMPORT, terminalId: null, storeId: null });

  const accept = () =>
    acceptHeldBack(at.db, shop.tenantId, { opIds: [op.opId], userId: shop.ownerUserId, nowMs });
  await expect(accept()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  // The terminal comes back with its certificate, and only now the server knows who sealed it.
  const certificate = {
    tenantId: shop.tenantId,
    chainName: 'Baraka',
    storeId: shop.storeId,
    storeName: 'Chilonzor',
    storeCode: shop.storeCode,
    terminalId,
    terminalName: '3-kassa',
    incarnation: incarnationId,
    terminalCode: 'Q9',
    publicKey: shop.terminal.publicKey,
    issuedAt: nowMs - 1000,
  };
  await inShop((tx) => takeBack(tx, { certificate, nowMs, revokedAtMs: null }));

  expect(await accept()).toEqual({ tried: 1, posted: 1 });
  const stored = await inShop((tx) => tx.opLog.findFirstOrThrow({ where: { opId: op.opId } }));
  expect(stored).toMatchObject({ terminalId, storeId: shop.storeId, incarnationId });
});
