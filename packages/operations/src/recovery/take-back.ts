import type { Certificate } from '@oson/contract';
import { type ChangedRow, type TenantTx, uuidv7Now, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';

export type TakeBack = {
  certificate: Certificate;
  nowMs: number;
  /** When it was revoked, as kept outside the backup; null: it was not. */
  revokedAtMs: number | null;
};

/**
 * Makes what a restored server lacks of a terminal whose certificate was proven to be ours: chain and
 * store marked as recovered, terminal, incarnation. It pulls nothing until somebody confirms it; a
 * revocation that is known stands.
 */
export async function takeBack(tx: TenantTx, taken: TakeBack): Promise<void> {
  const { certificate, nowMs } = taken;
  const changed: ChangedRow[] = [];
  // Two hellos at once: the second waits here and finds all made.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${certificate.incarnation}, 0))::text`;
  const known = await tx.terminalIncarnation.count({ where: { id: certificate.incarnation } });
  if (known > 0) return;
  if (await makeChain(tx, certificate, nowMs)) changed.push({ kind: 'settings', id: tx.tenantId });
  const { storeId } = certificate;
  if (await makeStore(tx, certificate, nowMs))
    changed.push({ kind: 'store', id: storeId, storeId });
  await makeTerminal(tx, taken);
  await makeIncarnation(tx, certificate);
  await writeAudit(tx, {
    actorKind: 'terminal',
    actorId: certificate.terminalId,
    action: 'terminal.taken-back',
    subject: certificate.terminalName,
    details: { code: certificate.terminalCode },
  });
  await withChange(tx, [...changed, { kind: 'terminal', id: certificate.incarnation }]);
}

async function makeChain(tx: TenantTx, { chainName }: Certificate, nowMs: number) {
  const made = await tx.tenantSettings.createMany({
    data: [
      { tenantId: tx.tenantId, name: chainName, trade: 'other', recoveredAt: new Date(nowMs) },
    ],
    skipDuplicates: true,
  });
  return made.count > 0;
}

async function makeStore(tx: TenantTx, certificate: Certificate, nowMs: number): Promise<boolean> {
  const { storeId: id, storeName: name, storeCode } = certificate;
  const { tenantId } = tx;
  if ((await tx.store.count({ where: { id } })) > 0) return false;
  const list = await tx.priceList.findFirst({ where: { archivedAt: null }, select: { id: true } });
  const priceListId = list?.id ?? uuidv7Now();
  if (!list) await tx.priceList.create({ data: { tenantId, id: priceListId, name } });
  const isTaken = (await tx.store.count({ where: { code: storeCode } })) > 0;
  // Receipts keep the code that was printed; the row's own must be the only one in the chain.
  const code = isTaken ? `${storeCode}-${id.slice(0, 4)}` : storeCode;
  await tx.store.create({
    data: { tenantId, id, code, name, priceListId, recoveredAt: new Date(nowMs) },
  });
  return true;
}

async function makeTerminal(
  tx: TenantTx,
  { certificate, nowMs, revokedAtMs }: TakeBack,
): Promise<void> {
  const { terminalId: id, storeId, terminalName: name } = certificate;
  const { tenantId } = tx;
  const mark = { recoveredAt: new Date(nowMs), confirmedAt: null, confirmedBy: null };
  const revoked = revokedAtMs === null ? null : new Date(revokedAtMs);
  const known = await tx.terminal.updateMany({
    where: { id },
    data: { ...mark, version: { increment: 1 } },
  });
  if (known.count > 0) return;
  const state = revoked ? 'revoked' : 'live';
  await tx.terminal.create({
    data: { tenantId, id, storeId, name, state, revokedAt: revoked, ...mark },
  });
}

async function makeIncarnation(tx: TenantTx, certificate: Certificate): Promise<void> {
  const { incarnation: id, terminalId, storeId, publicKey, issuedAt } = certificate;
  const createdAt = new Date(issuedAt);
  const newer = await tx.terminalIncarnation.findFirst({
    where: { terminalId, createdAt: { gt: createdAt } },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  });
  await tx.terminalIncarnation.updateMany({
    where: { terminalId, createdAt: { lt: createdAt }, endedAt: null },
    data: { endedAt: createdAt },
  });
  const isTaken =
    (await tx.terminalIncarnation.count({ where: { storeId, code: certificate.terminalCode } })) >
    0;
  // The server may have given the code again since it was restored.
  const code = isTaken ? `${certificate.terminalCode}-${id.slice(-4)}` : certificate.terminalCode;
  await tx.terminalIncarnation.create({
    data: {
      tenantId: tx.tenantId,
      id,
      terminalId,
      storeId,
      code,
      publicKey,
      createdAt,
      endedAt: newer?.createdAt ?? null,
    },
  });
}
