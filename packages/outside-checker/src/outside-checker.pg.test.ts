import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { applyPush } from '@oson/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDatabase, type Finding, type PrintedReceipt } from './index.ts';

let at: TestDatabase;
let shop: ATenant;
const receipts: PrintedReceipt[] = [];

/** A day of a small shop: sales until the shelf is empty and below, a return, a void. */
beforeAll(async () => {
  at = await testDatabase();
  shop = await aTenant(at.db, { stock: 3000 });
  const journal = aJournal(shop);
  const { tenantId, storeId, terminal } = shop;
  for (let i = 0; i < 5; i++) {
    const exact = aSaleBody(shop);
    // The second one is paid with a larger note.
    const body = i === 1 ? paidWithChange(exact, 500_000) : exact;
    const { opId } = journal.seal('sale', body);
    const { receiptNumber } = body;
    receipts.push({ tenantId, receiptNumber, opId, gross: body.totals.gross });
  }
  const ops = journal.ops.map((raw) => ({ opId: raw.opId, raw }));
  const sender = { tenantId, storeId, terminalId: terminal.terminalId, state: 'live' as const };
  await applyPush(at.db, sender, { incarnation: terminal.incarnationId, ops }, Date.now());
});
afterAll(() => at.close());

type Body = ReturnType<typeof aSaleBody>;
function paidWithChange(body: Body, changeGiven: number): Body {
  const tenders = body.tenders.map((tender) => ({
    ...tender,
    amount: tender.amount + changeGiven,
  }));
  return { ...body, tenders, changeGiven };
}

const check = (printed = receipts) => checkDatabase(at.ownerUrl, { receipts: printed });

/** What the checker says while something is wrong; then it is made right again. */
async function whileWrong(harm: string, mend: string): Promise<Finding[]> {
  await at.query(harm);
  try {
    return (await check()).findings;
  } finally {
    await at.query(mend);
  }
}
const invariants = (findings: readonly Finding[]) => [
  ...new Set(findings.map(({ invariant }) => invariant)),
];

test('books that add up have no disagreement', async () => {
  expect(await check()).toEqual({ tenants: 1, receipts: 5, findings: [] });
});

test('[SALE2] a printed receipt that is not held, or over another sum, is found (I1)', async () => {
  const other = { ...(receipts[0] as PrintedReceipt), receiptNumber: 'XX-ZZ-9' };
  const dearer = { ...(receipts[1] as PrintedReceipt), gross: 1 };
  const { findings } = await check([...receipts, other, dearer]);
  expect(findings.map(({ invariant }) => invariant)).toEqual(['I1', 'I1']);
});

test('a sale that was applied twice is found (I2)', async () => {
  const id = '018f0000-0000-7000-8000-00000000aaaa';
  const findings = await whileWrong(
    `insert into stock_movement (tenant_id, id, store_id, sku_id, kind, quantity, op_id, at, business_date)
     select tenant_id, '${id}', store_id, sku_id, kind, quantity, op_id, at, business_date
     from stock_movement where kind = 'sale' limit 1`,
    `delete from stock_movement where id = '${id}'`,
  );
  expect(invariants(findings)).toEqual(expect.arrayContaining(['I2', 'I3']));
});

test('[SRV16] a stock that its movements do not explain is found (I3)', async () => {
  const findings = await whileWrong(
    'update stock_level set quantity = quantity + 1',
    'update stock_level set quantity = quantity - 1',
  );
  expect(invariants(findings)).toEqual(['I3']);
});

test('money that is not conserved is found (I4)', async () => {
  const findings = await whileWrong(
    'update sale set gross = gross + 100',
    'update sale set gross = gross - 100',
  );
  expect(invariants(findings)).toEqual(['I4']);
});

test('a row of another place is found (I5)', async () => {
  const findings = await whileWrong(
    `update sale set terminal_id = '018f0000-0000-7000-8000-00000000bbbb'`,
    `update sale set terminal_id = '${shop.terminal.terminalId}'`,
  );
  expect(invariants(findings)).toEqual(['I5']);
});

test('[SRV15] an oversell without its flag, or a flag without its oversell, is found (I8)', async () => {
  const missing = await whileWrong(
    `update sale_flag set kind = 'was' where kind = 'oversell'`,
    `update sale_flag set kind = 'oversell' where kind = 'was'`,
  );
  expect(missing.map(({ invariant }) => invariant)).toEqual(['I8', 'I8']);
  const first = `(select sale_id from stock_movement where kind = 'sale' order by id limit 1)`;
  const extra = await whileWrong(
    `insert into sale_flag_sale (tenant_id, flag_id, sale_id)
     select tenant_id, id, ${first} from sale_flag where kind = 'oversell'`,
    `delete from sale_flag_sale where sale_id = ${first}`,
  );
  expect(invariants(extra)).toEqual(['I8']);
});

test('[ID16] a broken chain and a changed body are found (I11)', async () => {
  const changed = await whileWrong(
    `update op_log set body = body || ' '`,
    `update op_log set body = left(body, -1)`,
  );
  expect(invariants(changed)).toEqual(['I11']);
  const cut = await whileWrong(
    `update op_log set seq = 12 where seq = 2`,
    `update op_log set seq = 2 where seq = 12`,
  );
  // The number before seq 3 is missing now: owed, no break. The moved one has another place.
  expect(cut.filter(({ invariant }) => invariant === 'I11')).toEqual([]);
  const bent = await whileWrong(
    `update op_log set prev_hash = hash where seq = 2`,
    `update op_log o set prev_hash = (select p.hash from op_log p where p.seq = 1) where seq = 2`,
  );
  expect(invariants(bent)).toEqual(['I11']);
});

test('[ID5] a receipt number that stands twice without a flag is found (I12)', async () => {
  const [a, b] = receipts as [PrintedReceipt, PrintedReceipt];
  const findings = await whileWrong(
    `update sale set receipt_number = '${b.receiptNumber}' where receipt_number = '${a.receiptNumber}'`,
    `update sale set receipt_number = '${a.receiptNumber}' where op_id = '${a.opId}'`,
  );
  expect(invariants(findings)).toEqual(['I12']);
});

test('the command reads database and log, and ends with 1 when they disagree', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-checker-'));
  const log = path.join(folder, 'receipts.jsonl');
  fs.writeFileSync(log, `${receipts.map((each) => JSON.stringify(each)).join('\n')}\n{"tena`);
  const cli = path.join(import.meta.dirname, 'cli.ts');
  const run = () =>
    spawnSync(process.execPath, ['--no-warnings', cli, at.ownerUrl, log], { encoding: 'utf8' });
  const agreed = run();
  expect(agreed.stdout).toBe('1 chains, 5 printed receipts, 0 disagreements\n');
  expect(agreed.status).toBe(0);
  const [first] = receipts as [PrintedReceipt];
  fs.writeFileSync(log, JSON.stringify({ ...first, receiptNumber: 'XX-ZZ-7' }));
  const differs = run();
  expect(differs.stdout).toContain('I1 ');
  expect(differs.status).toBe(1);
  fs.rmSync(folder, { recursive: true });
});
