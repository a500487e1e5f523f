/**
 * `node packages/outside-checker/src/cli.ts DATABASE_URL [RECEIPTS.jsonl]`: reads only the database
 * and the log of printed receipts. Ends with 1 when something does not add up.
 */
import { checkDatabase } from './check-books.ts';
import { readReceiptLog } from './receipt-log.ts';

const [url, log] = process.argv.slice(2);
if (!url) {
  console.error('usage: cli.ts DATABASE_URL [RECEIPTS.jsonl]');
  process.exit(2);
}
const { tenants, receipts, findings } = await checkDatabase(url, {
  receipts: log ? readReceiptLog(log) : [],
});
for (const { invariant, tenantId, what } of findings) {
  console.log(`${invariant} ${tenantId}: ${what}`);
}
console.log(`${tenants} chains, ${receipts} printed receipts, ${findings.length} disagreements`);
process.exit(findings.length === 0 ? 0 : 1);
