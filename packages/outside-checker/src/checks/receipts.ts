import type { Check, Finding } from '../finding.ts';

type Row = { opId: string; receiptNumber: string; gross: string | null };

/** I1: every receipt that was printed is held, once, with its sum. */
export const checkReceipts: Check = async ({ sql, tenantId, receipts }) => {
  if (receipts.length === 0) return [];
  const stored = await sql<Row>`
    select o.op_id as "opId", substring(o.body from '"receiptNumber":"([^"]+)"') as "receiptNumber",
      substring(o.body from '"totals":\\{[^}]*"gross":(\\d+)') as gross
    from op_log o where o.tenant_id = ${tenantId}::uuid and o.type = 'sale' and o.body is not null`;
  const byNumber = Map.groupBy(stored, (row) => row.receiptNumber);
  const findings: Finding[] = [];
  for (const receipt of receipts) {
    const tell = (what: string) => findings.push({ invariant: 'I1', tenantId, what });
    const held = byNumber.get(receipt.receiptNumber) ?? [];
    const own = receipt.opId ? held.filter(({ opId }) => opId === receipt.opId) : held;
    if (own.length === 0) tell(`receipt ${receipt.receiptNumber} was printed and is not held`);
    const { gross } = receipt;
    if (typeof gross === 'number' && own.some((row) => row.gross !== String(gross))) {
      tell(`receipt ${receipt.receiptNumber} was printed over ${gross}`);
    }
  }
  return findings;
};
