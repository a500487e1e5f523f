import { Prisma, type TenantTx } from '@oson/db';
import { iso, type Posting } from './posting.ts';
import type { Outcome, StoredOperation } from './stored-operation.ts';
import { runTogether } from './write-set.ts';

type Results = {
  posting: Posting;
  operations: readonly StoredOperation[];
  outcomes: ReadonlyMap<string, Outcome>;
  n: number;
};

/**
 * The only rows after the tenant's counter: those that carry the n it gave. An operation that still
 * waits or still cannot be applied gets no second result.
 */
export async function writeResults(tx: TenantTx, results: Results): Promise<void> {
  const statements = [resultRows(results), priceRows(results)];
  await runTogether(
    tx,
    statements.filter((statement) => statement !== null),
  );
}

function resultRows({ posting, operations, outcomes, n }: Results): Prisma.Sql | null {
  const rows = operations.flatMap(({ opId, attempts }) => {
    const outcome = outcomes.get(opId) as Outcome;
    if (attempts > 0 && outcome.state !== 'posted') return [];
    return [
      {
        op_id: opId,
        attempt: attempts + 1,
        state: outcome.state,
        cause: outcome.cause,
        n: outcome.state === 'posted' ? n : null,
        flags: outcome.flags,
        corrections: outcome.corrections,
      },
    ];
  });
  if (rows.length === 0) return null;
  return Prisma.sql`insert into op_result (tenant_id, op_id, attempt, state, cause, n, flags,
      corrections, at)
    select ${posting.tenantId}::uuid, op_id, attempt, state, cause, n, flags, corrections,
      ${iso(posting.nowMs)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(op_id uuid, attempt int,
      state text, cause text, n bigint, flags jsonb, corrections jsonb)`;
}

function priceRows({ posting, n }: Results): Prisma.Sql | null {
  if (posting.newPrices.length === 0) return null;
  const rows = JSON.stringify(posting.newPrices);
  return Prisma.sql`insert into price (tenant_id, id, price_list_id, sku_id, amount, currency, n)
    select ${posting.tenantId}::uuid, id, ${posting.place.store.priceListId}::uuid, "skuId",
      amount, currency, ${n}
    from jsonb_to_recordset(${rows}::jsonb)
      as r(id uuid, "skuId" uuid, amount bigint, currency text)`;
}
