import type { Database, TenantTx } from '@oson/db';
import { revokeTerminal } from '../terminal/revoke-terminal.ts';
import { eraseBodies, eraseRow } from './erase-customer.ts';
import { customerDigest, type OutsideFact, type OutsideLedger } from './outside-ledger.ts';

export type Reapplied = { revoked: number; erased: number };

/**
 * Applies again what a restore must not undo: revocations, and erasures by their digests (protocol.md
 * 7). May run at any time and as often as one likes: what stands already is left alone. With
 * `tenantId` for that chain alone.
 */
export async function reapplyOutside(
  db: Database,
  outside: OutsideLedger,
  input: { nowMs: number; tenantId?: string },
): Promise<Reapplied> {
  const facts = (await outside.read()).filter(
    ({ tenant }) => input.tenantId === undefined || tenant === input.tenantId,
  );
  const done: Reapplied = { revoked: 0, erased: 0 };
  for (const [tenantId, own] of Map.groupBy(facts, ({ tenant }) => tenant)) {
    const { revoked, erased } = await db.inTenant(tenantId, (tx) =>
      reapplyOne(tx, own, input.nowMs),
    );
    done.revoked += revoked;
    done.erased += erased;
  }
  return done;
}

async function reapplyOne(
  tx: TenantTx,
  facts: readonly OutsideFact[],
  nowMs: number,
): Promise<Reapplied> {
  let revoked = 0;
  const customers = new Set<string>();
  const bodies: string[] = [];
  for (const fact of facts) {
    if (fact.kind === 'erased') {
      customers.add(fact.customer);
      bodies.push(...fact.bodies);
    } else if (await revokeTerminal(tx, { terminalId: fact.terminal, revokedAtMs: fact.at })) {
      revoked += 1;
    }
  }
  const erased = await eraseBodies(tx, bodies);
  if (customers.size > 0) {
    const named = await tx.customer.findMany({
      where: { OR: [{ name: { not: '' } }, { phone: { not: null } }] },
      select: { id: true },
    });
    for (const { id } of named) {
      if (customers.has(customerDigest(tx.tenantId, id))) await eraseRow(tx, id, nowMs);
    }
  }
  return { revoked, erased };
}
