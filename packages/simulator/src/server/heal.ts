import {
  acceptHeldBack,
  confirmTerminal,
  reapplyOutside,
  retryQuarantined,
} from '@oson/operations';
import type { Shop } from './shops.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const ROUNDS_MAX = 10;

/** Everything works again: tills send and read what they have, people and jobs do what waits. */
export async function heal(world: World): Promise<void> {
  world.isHealing = true;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    for (const till of world.tills) await settle(till);
    for (const shop of world.shops) await lookAfter(world, shop, round);
    if (world.failure) throw world.failure;
    // At least one round behind the office: what it did reaches the tills.
    if (round > 0 && world.tills.every(isSettled)) return;
  }
  const hanging = world.tills.filter((till) => !isSettled(till)).map(({ name }) => name);
  world.broken('I9', `not settled after ${ROUNDS_MAX} rounds: ${hanging.join(', ')}`);
}

async function settle(till: Till): Promise<void> {
  await till.hello();
  if (till.forked) await till.renew();
  await till.push();
  if (!till.revoked) await till.pull();
}

function isSettled(till: Till): boolean {
  return !till.forked && till.entries.every(({ is }) => is !== null);
}

async function lookAfter(world: World, shop: Shop, round: number): Promise<void> {
  const { db, doors } = world;
  const { tenantId, ownerUserId: userId } = shop;
  const nowMs = world.nowMs();
  if (world.restores > 0) await reapplyOutside(db, doors.ledger, { nowMs, tenantId });
  await confirm(world, shop);
  if (round === 0) await retryQuarantined(db, tenantId, nowMs);
  const held = await world.postgres.monitor.sql<{ opId: string }>`
    select op_id as "opId" from op_quarantine where tenant_id = ${tenantId}::uuid
      and resolved_at is null and cause = 'revoked' order by op_id`;
  const opIds = held.map(({ opId }) => opId);
  if (opIds.length > 0) await acceptHeldBack(db, tenantId, { opIds, userId, nowMs });
}

/** Terminals that a restored server took back are the shop's own. */
async function confirm(world: World, { tenantId, ownerUserId: userId }: Shop): Promise<void> {
  const waiting = await world.postgres.monitor.sql<{ id: string }>`
    select id from terminal where tenant_id = ${tenantId}::uuid and recovered_at is not null
      and confirmed_at is null and revoked_at is null`;
  for (const { id: terminalId } of waiting) {
    const input = { terminalId, userId, nowMs: world.nowMs() };
    await world.db.inTenant(tenantId, (tx) => confirmTerminal(tx, input));
  }
}
