import { checkAppliedOnce } from './checks/applied-once.ts';
import { checkChains } from './checks/chains.ts';
import { checkMoney } from './checks/money.ts';
import { checkOversells } from './checks/oversells.ts';
import { checkReceiptNumbers } from './checks/receipt-numbers.ts';
import { checkReceipts } from './checks/receipts.ts';
import { checkStock } from './checks/stock.ts';
import { checkWalls } from './checks/walls.ts';
import type { Books, Check, Finding, PrintedReceipt } from './finding.ts';
import { type Sql, withSnapshot } from './sql.ts';

const CHECKS: readonly Check[] = [
  checkReceipts,
  checkAppliedOnce,
  checkStock,
  checkMoney,
  checkWalls,
  checkOversells,
  checkChains,
  checkReceiptNumbers,
];

/** Recomputes I1-I5, I8, I11 and I12 of one chain from its rows alone. Empty: the books add up. */
export async function checkBooks(
  books: Pick<Books, 'sql' | 'tenantId'> & Partial<Books>,
): Promise<Finding[]> {
  const whole: Books = { receipts: [], openings: new Map(), ...books };
  const own = whole.receipts.filter(({ tenantId }) => tenantId === whole.tenantId);
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check({ ...whole, receipts: own })));
  return findings;
}

export type Checked = { tenants: number; receipts: number; findings: Finding[] };

/**
 * Checks every chain of a database in one snapshot. `url` is of a role that reads all tenants: the
 * owner's or support's.
 */
export async function checkDatabase(
  url: string,
  options: { receipts?: readonly PrintedReceipt[]; openings?: Books['openings'] } = {},
): Promise<Checked> {
  const { receipts = [], openings = new Map() } = options;
  return withSnapshot(url, async (sql) => {
    const tenants = await tenantsOf(sql);
    const findings: Finding[] = [];
    for (const tenantId of tenants) {
      findings.push(...(await checkBooks({ sql, tenantId, receipts, openings })));
    }
    const strangers = receipts.filter(({ tenantId }) => !tenants.includes(tenantId));
    for (const { tenantId, receiptNumber } of strangers) {
      const what = `receipt ${receiptNumber} was printed and its chain is not there`;
      findings.push({ invariant: 'I1', tenantId, what });
    }
    return { tenants: tenants.length, receipts: receipts.length, findings };
  });
}

/** On-hand of all chains now, for a check of what follows from here on. */
export async function readOpenings(url: string): Promise<Map<string, bigint>> {
  return withSnapshot(url, async (sql) => {
    const rows = await sql<{ key: string; opening: string }>`
      select l.store_id || ' ' || l.sku_id as key, (l.quantity - coalesce((select sum(m.quantity)
        from stock_movement m where m.tenant_id = l.tenant_id and m.store_id = l.store_id
          and m.sku_id = l.sku_id), 0))::text as opening
      from stock_level l`;
    return new Map(rows.map(({ key, opening }) => [key, BigInt(opening)]));
  });
}

async function tenantsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select tenant_id as id from tenant_settings order by tenant_id`;
  return rows.map(({ id }) => id);
}
