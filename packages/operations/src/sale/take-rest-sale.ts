import {
  canonicalJson,
  type Correction,
  type FlagKind,
  firstPrevHash,
  OsonError,
  sealOperation,
  sha256Hex,
} from '@oson/contract';
import { type Database, type TenantTx, toNumber } from '@oson/db';
import type { TenderKind } from '@oson/domain';
import { completeTo } from '../sync/held-ranges.ts';
import { limitWaits, lockPlace, type Place } from '../sync/place.ts';
import { postOperations } from '../sync/post-operations.ts';
import { readResults } from '../sync/read-results.ts';
import { idOfBytes, storeRaw } from '../sync/store-raw.ts';
import { tryOrFault } from '../sync/try-or-fault.ts';
import { findRestSkus } from './find-rest-skus.ts';
import { bodyOfRestSale, type RestSale } from './rest-sale.ts';

export type RestCaller = {
  tenantId: string;
  apiKeyId: string;
  terminalId: string;
  incarnation: string;
};
export type RestAnswer = {
  canonicalId: string;
  flags: FlagKind[];
  corrections: Correction[];
  /** When it was posted, ms. */
  serverTimestamp: number;
  /** The tenant's language, for the reason. */
  locale: string;
};
export type RestOutcome =
  | { ok: true; answer: RestAnswer }
  | { ok: false; problem: 'suspended' | 'closed' | 'store' | 'cashier' | 'key-reused' };

type ShopRow = {
  status: string;
  locale: string;
  tax_included: boolean;
  tax_rate_bp: number;
  cash_rounding: bigint;
  head: bigint | null;
};

/**
 * Takes a sale of an integration: the server numbers, chains and posts it under the lock of the
 * key's virtual terminal, by the same act as a terminal's own. The same key with the same sale gets
 * the first answer again. BUSY when the database is not at hand.
 */
export async function takeRestSale(
  db: Database,
  caller: RestCaller,
  sale: RestSale,
  nowMs: number,
): Promise<RestOutcome> {
  const tried = await tryOrFault(() =>
    db.inTenant(caller.tenantId, (tx) => takeInTransaction(tx, caller, sale, nowMs)),
  );
  if (!tried.ok) throw tried.fault;
  return tried.value;
}

async function takeInTransaction(
  tx: TenantTx,
  caller: RestCaller,
  sale: RestSale,
  nowMs: number,
): Promise<RestOutcome> {
  await limitWaits(tx);
  const place = await lockPlace(tx, caller.terminalId, caller.incarnation);
  if (!place) throw new OsonError('TERMINAL_UNKNOWN');
  const shop = await readShop(tx, place);
  // The id follows from key and idempotency key, so that op_log itself lets each in only once.
  const opId = idOfBytes(`rest|${caller.apiKeyId}|${sale.idempotencyKey}`);
  const saleId = idOfBytes(`rest-sale|${opId}`);
  const requestDigest = sha256Hex(canonicalJson(sale));
  const known = await readKnownRequest(tx, opId);
  if (known !== null && known !== requestDigest) return { ok: false, problem: 'key-reused' };
  if (known === null) {
    const problem = await problemOf(tx, place, shop, sale);
    if (problem) return { ok: false, problem };
    await post(tx, place, { opId, saleId, requestDigest, sale, shop, nowMs });
    await tx.apiKey.updateMany({
      where: { id: caller.apiKeyId },
      data: { lastUsedAt: new Date(nowMs) },
    });
  }
  const [result] = await readResults(tx, [opId]);
  if (!result) throw new Error('a posted sale has no result');
  const { flags, corrections, at } = result;
  const { locale } = shop;
  const answer = { canonicalId: saleId, flags, corrections, serverTimestamp: at, locale };
  return { ok: true, answer };
}

/** Why a new sale is not taken; null: it is. What was taken before is answered all the same. */
async function problemOf(tx: TenantTx, place: Place, { status }: ShopRow, sale: RestSale) {
  if (status === 'closed') return 'closed';
  if (status !== 'active') return 'suspended';
  if (sale.storeId !== place.store.id) return 'store';
  return (await isCashierOf(tx, sale.cashierId, place)) ? null : 'cashier';
}

async function readShop(tx: TenantTx, place: Place): Promise<ShopRow> {
  const [row] = await tx.$queryRaw<ShopRow[]>`
    select t.status, t.locale, t.tax_included, t.tax_rate_bp, s.cash_rounding,
      (select n from tenant_seq where tenant_id = t.tenant_id) as head
    from tenant_settings t join store s on s.tenant_id = t.tenant_id
    where t.tenant_id = ${tx.tenantId}::uuid and s.id = ${place.store.id}::uuid`;
  if (!row) throw new OsonError('NOT_FOUND');
  return row;
}

async function isCashierOf(tx: TenantTx, staffId: string, place: Place): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select s.id from staff s
    where s.tenant_id = ${tx.tenantId}::uuid and s.id = ${staffId}::uuid and s.archived_at is null
      and (s.role = 'owner' or exists (select from staff_store w where w.tenant_id = s.tenant_id
        and w.staff_id = s.id and w.store_id = ${place.store.id}::uuid))`;
  return rows.length > 0;
}

/** The digest of the request that took this id; null when none has. */
async function readKnownRequest(tx: TenantTx, opId: string): Promise<string | null> {
  const known = await tx.opLog.findUnique({
    where: { tenantId_opId: { tenantId: tx.tenantId, opId } },
    select: { envelope: true },
  });
  if (!known) return null;
  return (JSON.parse(known.envelope) as { requestDigest?: string }).requestDigest ?? '';
}

type Wanted = {
  opId: string;
  saleId: string;
  requestDigest: string;
  sale: RestSale;
  shop: ShopRow;
  nowMs: number;
};

async function post(tx: TenantTx, place: Place, wanted: Wanted): Promise<void> {
  const { sale, shop, nowMs } = wanted;
  const last = completeTo(place.held);
  const seq = (last?.to ?? 0) + 1;
  const tenderTypes = await tx.tenderType.findMany({ select: { id: true, kind: true } });
  const kinds = new Map(tenderTypes.map(({ id, kind }) => [id, kind as TenderKind]));
  const body = bodyOfRestSale(sale, {
    saleId: wanted.saleId,
    storeCode: place.store.code,
    terminalCode: place.terminalCode,
    currency: place.store.currency,
    // Every operation of a virtual terminal is a sale, so its numbers count receipts as well.
    counter: seq,
    epoch: place.epoch,
    headN: toNumber(shop.head ?? 0n),
    taxIncluded: shop.tax_included,
    taxRateBp: shop.tax_rate_bp,
    cashStep: toNumber(shop.cash_rounding),
    skus: await findRestSkus(tx, place, sale),
    // An unknown type is flagged when it is posted; a transfer gives no change.
    kindOf: (id) => kinds.get(id) ?? 'transfer',
  });
  const first = firstPrevHash(tx.tenantId, place.terminalId, place.incarnation);
  // The envelope keeps what it does not know: the digest tells a replay from another sale.
  const extra = { requestDigest: wanted.requestDigest };
  const op = sealOperation({
    ...extra,
    opId: wanted.opId,
    incarnation: place.incarnation,
    type: 'sale',
    seq,
    prevHash: last?.hash ?? first,
    wallMs: Math.min(sale.clientTimestamp ?? sale.createdAt, nowMs),
    monoMs: 0,
    bootId: 'rest',
    lastServer: null,
    body,
  });
  const { fresh, written } = await storeRaw(tx, place, [{ opId: op.opId, raw: op }], nowMs);
  if (fresh.length !== 1) throw new Error('the server sealed an operation that it cannot store');
  await written;
  await postOperations(tx, { place, operations: fresh, nowMs });
}
