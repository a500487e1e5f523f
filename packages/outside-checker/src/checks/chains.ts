import { createHash } from 'node:crypto';
import type { Check, Finding } from '../finding.ts';

type Row = {
  opId: string;
  incarnation: string;
  terminal: string;
  seq: number;
  prevHash: string;
  hash: string;
  envelope: string;
  bodyHash: string;
  body: string | null;
  isTold: boolean;
};

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * I11: every operation has the hash of its own bytes, and follows the one before it, or a fork of its
 * incarnation is recorded. A number that is missing below the last one is owed, and no break.
 */
export const checkChains: Check = async ({ sql, tenantId }) => {
  const rows = await sql<Row>`
    select o.op_id as "opId", o.incarnation_id as incarnation, o.terminal_id as terminal, o.seq,
      o.prev_hash as "prevHash", o.hash, o.envelope, o.body_hash as "bodyHash",
      coalesce(o.body, p.body) as body,
      exists (select from sale_flag f where f.tenant_id = o.tenant_id and f.op_id = o.op_id
        and f.kind = 'fork')
      or exists (select from terminal_incarnation i where i.tenant_id = o.tenant_id
        and i.id = o.incarnation_id and i.forked) as "isTold"
    from op_log o
    left join op_private p on p.tenant_id = o.tenant_id and p.op_id = o.op_id
    where o.tenant_id = ${tenantId}::uuid order by o.incarnation_id, o.seq, o.received_at`;
  const findings: Finding[] = [];
  const tell = (what: string) => findings.push({ invariant: 'I11', tenantId, what });
  for (const ops of Map.groupBy(rows, (row) => row.incarnation).values()) {
    const bySeq = Map.groupBy(ops, (op) => op.seq);
    for (const op of ops) {
      const own = sha256(op.prevHash + op.envelope + op.bodyHash);
      if (own !== op.hash) tell(`operation ${op.opId} has not the hash of its bytes`);
      if (op.body !== null && sha256(op.body) !== op.bodyHash) {
        tell(`operation ${op.opId} has another body than was sealed`);
      }
      const first = sha256(tenantId + op.terminal + op.incarnation);
      const before = op.seq === 1 ? [first] : bySeq.get(op.seq - 1)?.map(({ hash }) => hash);
      const isForked = (bySeq.get(op.seq)?.length ?? 0) > 1;
      const fits = before === undefined || before.includes(op.prevHash);
      if ((isForked || !fits) && !op.isTold) {
        tell(`operation ${op.opId} forks its chain, and no fork is recorded`);
      }
    }
  }
  return findings;
};
