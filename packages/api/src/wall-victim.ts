import { joinTenant } from '@oson/auth';
import { type Database, uuidv7Now } from '@oson/db';
import { applyPush, createApiKey, openIncident } from '@oson/operations';
import { type ATenant, aJournal, aSaleBody, aTenant } from '@oson/testing';
import type { Loot } from './wall-inputs.ts';
import type { TerminalAccess } from './trpc/context.ts';

/** Stands in every text of the attacked chain; no answer to a stranger may hold it. */
export const CANARY = 'Zarafshon-kanareyka';

export type Victim = { chain: ATenant; loot: Loot };

export const accessOf = (chain: ATenant, state: TerminalAccess['state']): TerminalAccess => ({
  tenantId: chain.tenantId,
  storeId: chain.storeId,
  terminalId: chain.terminal.terminalId,
  incarnation: chain.terminal.incarnationId,
  state,
});

/** A chain with one row of everything that an input of the API can name. */
export async function aVictim(db: Database): Promise<Victim> {
  const chain = await aTenant(db, { name: CANARY, stock: 0 });
  const { tenantId, ownerUserId: userId } = chain;
  await joinTenant(db, { userId, tenantId, chainName: CANARY, role: 'owner' });
  const journal = aJournal(chain);
  const shiftId = uuidv7Now();
  journal.seal('shift.open', {
    shiftId,
    staffId: chain.staff.cashier,
    currency: 'UZS',
    float: 0,
    denominations: null,
  } as never);
  const sale = aSaleBody(chain, { over: { shiftId } });
  const sold = journal.seal('sale', sale);
  const ops = journal.ops.map((raw) => ({ opId: raw.opId, raw }));
  const incarnation = chain.terminal.incarnationId;
  await applyPush(db, accessOf(chain, 'live'), { incarnation, ops }, Date.now());
  const more = await nameEverything(db, chain);
  const flag = await db.inTenant(tenantId, (tx) => tx.saleFlag.findFirstOrThrow());
  return {
    chain,
    loot: {
      canary: CANARY,
      ids: {
        tenantId,
        userId,
        storeId: chain.storeId,
        skuId: chain.skus[0]?.skuId ?? '',
        productId: chain.skus[0]?.productId ?? '',
        categoryId: chain.categoryId,
        staffId: chain.staff.cashier,
        terminalId: chain.terminal.terminalId,
        incarnation,
        shiftId,
        saleId: sale.saleId,
        opId: sold.opId,
        flagId: flag.id,
        documentId: uuidv7Now(),
        'staff.id': chain.staff.cashier,
        'store.id': chain.storeId,
        'tenant.id': chain.tenderTypes.card,
        'terminal.id': more.keyId,
        'account.id': more.invitationId,
        'catalog.id': chain.skus[0]?.skuId ?? '',
        'catalog.category.id': chain.categoryId,
        customerId: more.customerId,
        batchId: more.batchId,
        repairId: more.repairId,
        incidentId: more.incidentId,
      },
    },
  };
}

/** Names that bear the canary, and the rows that a sale alone does not make. */
async function nameEverything(db: Database, chain: ATenant) {
  const { tenantId, storeId, ownerUserId: userId } = chain;
  const [customerId, batchId, invitationId] = [uuidv7Now(), uuidv7Now(), uuidv7Now()];
  await db.auth.invitation.create({
    data: {
      id: invitationId,
      organizationId: tenantId,
      email: 'somebody@example.uz',
      role: 'manager',
      status: 'pending',
      expiresAt: new Date(Date.now() + 3_600_000),
      inviterId: userId,
    },
  });
  const keyId = await db.inTenant(tenantId, async (tx) => {
    await tx.store.updateMany({ data: { name: CANARY, address: CANARY } });
    await tx.staff.updateMany({ data: { name: CANARY } });
    await tx.product.updateMany({ data: { name: CANARY } });
    await tx.sku.updateMany({ data: { name: CANARY } });
    await tx.category.updateMany({ data: { name: CANARY } });
    await tx.terminal.updateMany({ data: { name: CANARY } });
    await tx.tenderType.updateMany({ data: { name: CANARY } });
    await tx.customer.create({
      data: { tenantId, id: customerId, name: CANARY, phone: '+998900000001' },
    });
    await tx.importBatch.create({
      data: { tenantId, id: batchId, fileName: CANARY, fileHash: 'x', status: 'ready', storeId },
    });
    const key = await createApiKey(tx, { name: CANARY, storeId, userId });
    return key.id;
  });
  return { customerId, batchId, invitationId, keyId, ...(await troubles(db, chain)) };
}

/** A quarantined operation with a proposed repair, and an incident. */
async function troubles(db: Database, chain: ATenant) {
  const { tenantId, ownerUserId: userId } = chain;
  const { terminalId, incarnationId } = chain.terminal;
  const [repairId, opId] = [uuidv7Now(), uuidv7Now()];
  const quarantined = { opId, incarnationId, terminalId, cause: 'shape', error: CANARY };
  const incidentId = await db.inTenant(tenantId, async (tx) => {
    await tx.opQuarantine.create({
      data: { tenantId, id: uuidv7Now(), type: 'sale', raw: CANARY, ...quarantined },
    });
    const told = { terminalId, incarnation: incarnationId, cause: CANARY, atMs: Date.now() };
    await openIncident(tx, { kind: 'loss', ...told });
    return (await tx.terminalIncident.findFirstOrThrow()).id;
  });
  const read = { userId, tenantId, reason: 'the wall test', action: 'support.repair-proposed' };
  await db.asSupport(read, (tx) =>
    tx.opRepair.createMany({
      data: [
        {
          tenantId,
          id: repairId,
          opId,
          type: 'sale',
          v: 1,
          before: CANARY,
          after: CANARY,
          reason: CANARY,
          proposedBy: userId,
        },
      ],
    }),
  );
  return { repairId, incidentId };
}
