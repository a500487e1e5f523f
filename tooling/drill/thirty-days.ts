/** Sends a journal of thirty days to a worker, and counts independently what the server made of it. */
import type { Database } from '@oson/db';
import type { SaleBody } from '@oson/contract';
import { checkDatabase } from '@oson/outside-checker';
import { makeDeviceKey } from '@oson/simulator';
import { FROZEN_CERTIFICATE, makeFrozenChain } from './frozen-chain.ts';
import { isLiveSale, type LongJournal, writeLongJournal } from './long-journal.ts';

const PATIENCE_MS = 900_000;

export type Rows = <T extends Record<string, unknown>>(
  text: string,
  values?: unknown[],
) => Promise<T[]>;
export type Place = { db: Database; workerUrl: string; ownerUrl: string; rows: Rows };

export type LongRun = {
  operations: number;
  /** Sales by the body version that sealed them. */
  versions: Record<string, number>;
  seconds: number;
  /** What the journal says of each operation afterwards. */
  states: Record<string, number>;
  stored: number;
  /** Where the server's books differ from the till rolls, in words. */
  differences: string[];
};

/** Thirty days offline with so many sales, then the network is there: nothing is done by hand. */
export async function sendThirtyDays(at: Place, sales: number): Promise<LongRun> {
  const key = await makeDeviceKey();
  await makeFrozenChain(at.db, key.publicKey);
  const long = writeLongJournal(key, at.workerUrl, sales);
  const { records } = long.terminal.journal;
  const live = records.filter(({ operation }) => isLiveSale(operation));
  const began = performance.now();
  await long.terminal.sync.untilQuiet(PATIENCE_MS);
  const seconds = (performance.now() - began) / 1000;
  return {
    operations: records.length,
    versions: countBy(live, ({ operation }) => `v${operation.v}`),
    seconds,
    states: countBy(records, ({ state }) => state),
    stored: await storedSales(at),
    differences: await compare(at, long),
  };
}

function countBy<T>(all: readonly T[], nameOf: (each: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of all) counts[nameOf(each)] = (counts[nameOf(each)] ?? 0) + 1;
  return counts;
}

const { tenantId } = FROZEN_CERTIFICATE;

async function storedSales({ rows }: Place): Promise<number> {
  const [row] = await rows<{ count: number }>(
    'select count(*)::int as count from sale where tenant_id = $1',
    [tenantId],
  );
  return row?.count ?? 0;
}

/** The outside checker, and sums over the sealed bodies that no code of the server has touched. */
async function compare(at: Place, { terminal, printed }: LongJournal): Promise<string[]> {
  const { findings } = await checkDatabase(at.ownerUrl, { receipts: printed });
  const told = await closesThatTheServerDoubts(at);
  const differences = findings
    .map(({ invariant, what }) => `${invariant} ${what}`)
    .filter((what) => !told.some((shiftId) => what.includes(`shift ${shiftId} has the figures`)));
  const bodies = terminal.journal.records
    .filter(({ operation }) => isLiveSale(operation))
    .map(({ operation }) => JSON.parse(operation.body) as SaleBody);
  const [money] = await at.rows<{ gross: string; tax: string }>(
    'select sum(gross)::text as gross, sum(tax)::text as tax from sale where tenant_id = $1',
    [tenantId],
  );
  const sums = {
    gross: String(bodies.reduce((sum, { totals }) => sum + totals.gross, 0)),
    tax: String(bodies.reduce((sum, { totals }) => sum + totals.tax, 0)),
  };
  if (JSON.stringify(money) !== JSON.stringify(sums)) {
    differences.push(`money: ${JSON.stringify(money)} stored, ${JSON.stringify(sums)} sold`);
  }
  const moved = await at.rows<{ sku: string; quantity: string }>(
    `select sku_id as sku, (-sum(quantity))::text as quantity from stock_movement
     where tenant_id = $1 and kind = 'sale' group by sku_id`,
    [tenantId],
  );
  const sold = new Map<string, number>();
  for (const { skuId, quantity } of bodies.flatMap(({ lines }) => lines)) {
    sold.set(skuId, (sold.get(skuId) ?? 0) + quantity);
  }
  for (const [skuId, quantity] of sold) {
    const stored = moved.find(({ sku }) => sku === skuId)?.quantity ?? 'nothing';
    if (stored !== String(quantity))
      differences.push(`${skuId}: ${quantity} sold, ${stored} moved`);
  }
  return differences;
}

/**
 * The frozen closes count a sale that had been taken back: their figures stand as they were sealed, and
 * the server has written its own count beside them.
 */
async function closesThatTheServerDoubts({ rows }: Place): Promise<string[]> {
  const doubted = await rows<{ id: string }>(
    "select id from shift where tenant_id = $1 and z_figures -> 'differs' ? 'saleCount'",
    [tenantId],
  );
  return doubted.map(({ id }) => id);
}
