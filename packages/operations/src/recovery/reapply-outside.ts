import type { Database, TenantTx } from '@oson/db';
import { revokeTerminal } from '../terminal/revoke-terminal.ts';
import { clearNames, clearQuarantined, eraseBodies, tellErased } from './erase-customer.ts';
import { customerDigest, type OutsideFact, type OutsideLedger } from './outside-ledger.ts';

export type Reapplied = { revoked: number; erased: number };

/**
 * Applies again what a restore must not undo: revocations, and erasures by their digests (RESTORE8,
 * RESTORE9). May run at any time and as often as one likes: what stands already is left alone. With
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
  const digests = new Set<string>();
  const bodies: string[] = [];
  for (const fact of facts) {
    if (fact.kind === 'erased') {
      digests.add(fact.customer);
      bodies.push(...fact.bodies);
    } else if (await revokeTerminal(tx, { terminalId: fact.terminal, revokedAtMs: fact.at })) {
      revoked += 1;
    }
  }
  const gone = await eraseBodies(tx, bodies);
  await clearQuarantined(tx, [...digests], nowMs);
  const customers = await stillNamed(tx, digests);
  await clearNames(tx, customers, nowMs);
  await tellErased(tx, { customers, bodies: gone, nowMs });
  return { revoked, erased: gone.length };
}

/** Customers of the outside ledger who bear a name or a phone (again). */
async function stillNamed(tx: TenantTx, digests: ReadonlySet<string>): Promise<string[]> {
  if (digests.size === 0) return [];
  const named = await tx.customer.findMany({
    where: { OR: [{ name: { not: '' } }, { phone: { not: null } }] },
    select: { id: true },
  });
  return named.map(({ id }) => id).filter((id) => digests.has(customerDigest(tx.tenantId, id)));
}
