import { OsonError } from '@oson/contract';
import { type ChangedRow, type TenantTx, toNumber, uuidv7Now, withChange } from '@oson/db';
import type { Thousandths } from '@oson/domain';
import { closedTimes } from '../sync/hold-back.ts';
import { writeAudit } from '../audit/write-audit.ts';

/** What the tenant decided for all its stores; money in tiyin, the threshold in thousandths. */
export type SettingsOfTenant = {
  name: string;
  status: 'active' | 'suspended' | 'closed';
  suspendReason: string | null;
  /** Closed by the owner: until when terminals send, and when everything is erased, server ms. */
  closing: { sendUntil: number; keptUntil: number } | null;
  currency: string;
  locale: string;
  trade: string;
  city: string;
  usdRate: number | null;
  lowStockThreshold: Thousandths;
  receiptHeader: string;
  receiptFooter: string;
  taxIncluded: boolean;
  taxRateBp: number;
  version: number;
};
export type SettingsChange = Partial<
  Pick<
    SettingsOfTenant,
    | 'name'
    | 'locale'
    | 'city'
    | 'usdRate'
    | 'lowStockThreshold'
    | 'receiptHeader'
    | 'receiptFooter'
    | 'taxIncluded'
    | 'taxRateBp'
  >
>;

/** What the tenant has decided for all its stores. */
export async function readSettings(tx: TenantTx): Promise<SettingsOfTenant> {
  const row = await tx.tenantSettings.findUnique({ where: { tenantId: tx.tenantId } });
  if (!row) throw new OsonError('NOT_FOUND');
  return {
    name: row.name,
    status: row.status as SettingsOfTenant['status'],
    suspendReason: row.suspendReason,
    closing: row.closedAt ? closedTimes(row.closedAt.getTime()) : null,
    currency: row.currency,
    locale: row.locale,
    trade: row.trade,
    city: row.city ?? '',
    usdRate: row.usdRate === null ? null : toNumber(row.usdRate),
    lowStockThreshold: toNumber(row.lowStockThreshold),
    receiptHeader: row.receiptHeader,
    receiptFooter: row.receiptFooter,
    taxIncluded: row.taxIncluded,
    taxRateBp: row.taxRateBp,
    version: row.version,
  };
}

/**
 * Changes settings that are still those the person saw (`version`); else CHANGED_MEANWHILE. A new
 * tax rate is a new dated row: sales of yesterday keep the rate of yesterday.
 */
export async function changeSettings(
  tx: TenantTx,
  input: { version: number; change: SettingsChange; byUser: string },
): Promise<SettingsOfTenant> {
  const { change } = input;
  const before = await readSettings(tx);
  const { usdRate, lowStockThreshold, ...plain } = change;
  const changed = await tx.tenantSettings.updateMany({
    where: { tenantId: tx.tenantId, version: input.version },
    data: {
      ...plain,
      ...(usdRate === undefined ? {} : { usdRate: usdRate === null ? null : BigInt(usdRate) }),
      ...(lowStockThreshold === undefined ? {} : { lowStockThreshold: BigInt(lowStockThreshold) }),
      version: { increment: 1 },
    },
  });
  if (changed.count !== 1) throw new OsonError('CHANGED_MEANWHILE');
  if (change.taxIncluded !== undefined) {
    await tx.priceList.updateMany({ data: { taxIncluded: change.taxIncluded } });
  }
  const rows: ChangedRow[] = [{ kind: 'settings', id: tx.tenantId }];
  const newRate = change.taxRateBp !== undefined && change.taxRateBp !== before.taxRateBp;
  const rateId = uuidv7Now();
  if (newRate) rows.push({ kind: 'tax-rate', id: rateId });
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.byUser,
    action: 'settings.changed',
    subject: Object.keys(change).sort().join(', '),
  });
  const after = await readSettings(tx);
  const n = BigInt(await withChange(tx, rows));
  if (newRate) {
    await tx.taxRate.create({
      data: { tenantId: tx.tenantId, id: rateId, name: 'QQS', rateBp: after.taxRateBp, n },
    });
  }
  return after;
}
