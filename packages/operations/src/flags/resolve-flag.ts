import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import type { Thousandths } from '@oson/domain';
import { countStock } from '../stock/count-stock.ts';

type Answer = { flagId: string; userId: string; nowMs: number };

/** "It is all right as it is." Throws CHANGED_MEANWHILE when somebody answered before. */
export async function acceptFlag(tx: TenantTx, answer: Answer): Promise<void> {
  await resolve(tx, answer, 'accepted');
}

/** Takes an answer back: the flag waits for a person again. */
export async function reopenFlag(tx: TenantTx, answer: Answer): Promise<void> {
  const flag = await findFlag(tx, answer.flagId);
  // One open oversell task for a store and SKU: a newer one stands for this one too.
  const twin =
    flag.kind === 'oversell' &&
    (await tx.saleFlag.count({
      where: { kind: 'oversell', status: 'open', storeId: flag.storeId, skuId: flag.skuId },
    }));
  if (twin) throw new OsonError('CHANGED_MEANWHILE');
  const done = await tx.saleFlag.updateMany({
    where: { id: flag.id, status: 'resolved' },
    data: { status: 'open', resolution: null, resolvedBy: null, resolvedAt: null },
  });
  if (done.count === 0) throw new OsonError('CHANGED_MEANWHILE');
}

/** "I have counted: this much is there." Books the count and answers the flag in one go. */
export async function correctStockOfFlag(
  tx: TenantTx,
  answer: Answer & { quantity: Thousandths },
): Promise<void> {
  const flag = await findFlag(tx, answer.flagId);
  if (!flag.skuId) throw new OsonError('BAD_INPUT', { field: 'flagId' });
  await resolve(tx, answer, 'stock-corrected');
  await countStock(tx, {
    documentId: uuidv7Now(),
    storeId: flag.storeId,
    lines: [{ skuId: flag.skuId, quantity: answer.quantity }],
    reason: '',
    userId: answer.userId,
    nowMs: answer.nowMs,
  });
}

async function findFlag(tx: TenantTx, flagId: string) {
  const flag = await tx.saleFlag.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: flagId } },
  });
  if (!flag) throw new OsonError('NOT_FOUND');
  return flag;
}

async function resolve(tx: TenantTx, answer: Answer, resolution: string): Promise<void> {
  await findFlag(tx, answer.flagId);
  const done = await tx.saleFlag.updateMany({
    where: { id: answer.flagId, status: 'open' },
    data: {
      status: 'resolved',
      resolution,
      resolvedBy: answer.userId,
      resolvedAt: new Date(answer.nowMs),
    },
  });
  if (done.count === 0) throw new OsonError('CHANGED_MEANWHILE');
}
