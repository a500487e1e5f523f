import { type Database, toNumber } from '@oson/db';
import { DEMO_TENANT_ID, type DemoStore, STORES } from './demo-chain.ts';
import { type GoodsSku, readDemoGoods } from './demo-goods.ts';
import { planSales } from './sales-plan.ts';
import { writeAccounts, writePlaces } from './write-chain.ts';
import { lendSome, planOversell, writeDebts, writeOversell } from './write-exceptions.ts';
import { writeGoods } from './write-goods.ts';
import { writeHistory } from './write-history.ts';

export type SeedDemoOptions = { db: Database };

const DONE = 'demo.seeded';

/**
 * Fills in the demo chain "Baraka Market": three stores with 1,200 goods, staff, 90 days of sales up
 * to this moment, two oversold goods, one customer who owes. Everything has fixed ids, so a run that
 * was killed is finished by the next one.
 * @returns whether there was anything left to do
 */
export async function seedDemo({ db }: SeedDemoOptions): Promise<boolean> {
  if (await isDone(db)) return false;
  const accounts = await writeAccounts(db);
  const endMs = await writePlaces(db, accounts);
  const goods = readDemoGoods();
  await writeGoods(db, goods, endMs);
  const priceN = await db.inTenant(DEMO_TENANT_ID, async (tx) => {
    const newest = await tx.price.findFirstOrThrow({ orderBy: { n: 'desc' }, select: { n: true } });
    return toNumber(newest.n);
  });
  const seeding: Seeding = { db, skus: goods.skus, endMs, priceN };
  await Promise.all(STORES.map((store) => writeStore(seeding, store)));
  await markDone(db);
  return true;
}

type Seeding = { db: Database; skus: readonly GoodsSku[]; endMs: number; priceN: number };

async function writeStore(seeding: Seeding, store: DemoStore): Promise<void> {
  const { db, skus, priceN } = seeding;
  const planned = planSales(store, skus, seeding.endMs);
  const lent = store.key === 'chilonzor' ? lendSome(planned) : [];
  const over = store.key === 'fargona' ? null : planOversell(planned, skus);
  await writeHistory(db, over ? [...planned, over] : planned, priceN);
  await writeDebts(db, lent);
  if (over) await writeOversell(db, over);
}

async function isDone(db: Database): Promise<boolean> {
  const mark = await db.inTenant(DEMO_TENANT_ID, (tx) =>
    tx.auditEntry.findFirst({ where: { action: DONE }, select: { id: true } }),
  );
  return mark !== null;
}

async function markDone(db: Database): Promise<void> {
  await db.inTenant(DEMO_TENANT_ID, async (tx) => {
    // Each terminal has sent what it sold, so that its rod has its beads.
    await tx.$executeRaw`
      update terminal_incarnation i set last_seq = (select count(*) from sale s
        where s.tenant_id = i.tenant_id and s.incarnation_id = i.id)
      where i.tenant_id = ${tx.tenantId}::uuid`;
    await tx.auditEntry.createMany({
      data: { tenantId: tx.tenantId, id: DEMO_TENANT_ID, actorKind: 'system', action: DONE },
    });
  });
}
