/** Chains, terminals and acts of the restore drill: who is enrolled, revoked and signed up when. */
import { revokeForGood, receiveGoods } from '@oson/operations';
import { uuidv7Now, withChange } from '@oson/db';
import { type ATenant, aTenant } from '@oson/db/testing';
import type { BodyOf } from '@oson/contract';
import type { SimTerminal } from '@oson/simulator';
import { enrolByLink, type Installation } from './installation.ts';

const SKUS = 20;
const MANY = 1_000_000_000;

export type Floor = {
  chain: ATenant;
  /** Enrolled before the backup and live all the time. */
  steady: SimTerminal[];
  /** Enrolled before the backup, revoked after it. */
  revoked: SimTerminal;
};
export type AfterBackup = {
  enrolled: SimTerminal;
  enrolledAndRevoked: SimTerminal;
  /** A chain that the backup does not know at all. */
  newChain: ATenant;
  ofNewChain: SimTerminal;
  officeActs: number;
};

export async function furnish(at: Installation): Promise<Floor> {
  const chain = await aChain(at, 'Drill');
  const [one, two, revoked] = [
    await terminalOf(at, chain, 'Steady 1'),
    await terminalOf(at, chain, 'Steady 2'),
    await terminalOf(at, chain, 'To be revoked'),
  ];
  return { chain, steady: [one, two], revoked };
}

/** What happens between the backup and the restore, and what the backup so knows nothing of. */
export async function goOnAfterBackup(
  at: Installation,
  { chain, revoked }: Floor,
): Promise<AfterBackup> {
  const enrolled = await terminalOf(at, chain, 'Enrolled later');
  const enrolledAndRevoked = await terminalOf(at, chain, 'Enrolled and revoked');
  const newChain = await aChain(at, 'Signed up later');
  const ofNewChain = await terminalOf(at, newChain, 'Of the new chain');
  sellSome(at, enrolledAndRevoked, 5);
  await enrolledAndRevoked.sync.untilQuiet();
  for (const terminal of [revoked, enrolledAndRevoked]) {
    const { db, enrolment } = at.identity;
    const { terminalId } = terminal.certificate;
    const by = { terminalId, userId: chain.ownerUserId, revokedAtMs: Date.now() };
    await revokeForGood(db, enrolment.outside, chain.tenantId, by);
  }
  const officeActs = 5;
  for (let i = 0; i < officeActs; i++) await receiveOne(at, chain);
  return { enrolled, enrolledAndRevoked, newChain, ofNewChain, officeActs };
}

/** A chain whose feed tells of everything, as after a sign-up. */
async function aChain(at: Installation, name: string): Promise<ATenant> {
  const { db } = at.identity;
  const chain = await aTenant(db, { name, skus: SKUS, stock: MANY });
  const rowsOf = (kind: string, ids: Record<string, string>) =>
    Object.values(ids).map((id) => ({ kind, id }));
  await db.inTenant(chain.tenantId, (tx) =>
    withChange(tx, [
      { kind: 'settings', id: chain.tenantId },
      { kind: 'store', id: chain.storeId, storeId: chain.storeId },
      ...rowsOf('staff', chain.staff),
      ...rowsOf('tender-type', chain.tenderTypes),
    ]),
  );
  return chain;
}

async function terminalOf(at: Installation, chain: ATenant, name: string): Promise<SimTerminal> {
  const { tenantId, storeId } = chain;
  const terminal = await enrolByLink(at, { tenantId, storeId, name });
  terminal.openShift(5_000_000);
  return terminal;
}

async function receiveOne(at: Installation, { tenantId, storeId, ownerUserId, skus }: ATenant) {
  const line = { skuId: skus[0]?.skuId ?? '', quantity: 1000 };
  const receipt = { documentId: uuidv7Now(), storeId, lines: [line], reason: 'Drill' };
  await at.identity.db.inTenant(tenantId, (tx) =>
    receiveGoods(tx, { ...receipt, userId: ownerUserId, nowMs: Date.now() }),
  );
}

/** Rings up so many sales and notes what came out of the printer. */
export function sellSome(at: Installation, terminal: SimTerminal, count: number): void {
  const skus = terminal.catalogue.all('sku');
  for (let i = 0; i < count; i++) {
    const { id } = skus[(terminal.journal.records.length + i) % skus.length] as { id: string };
    const sale = terminal.sell([{ skuId: id }]);
    const { receiptNumber, totals } = JSON.parse(sale.body) as BodyOf['sale'];
    const { tenantId } = terminal.certificate;
    at.printed.add({ tenantId, receiptNumber, opId: sale.opId, gross: totals.gross });
  }
}
