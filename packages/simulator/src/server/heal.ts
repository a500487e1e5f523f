import {
  acceptHeldBack,
  confirmTerminal,
  reapplyOutside,
  retryQuarantined,
} from '@oson/operations';
import type { Shop } from './shops.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const ROUNDS_MAX = 8;

/** Everything works again: tills send and read what they have, people and jobs do what waits. */
export async function heal(world: World): Promise<void> {
  world.isHealing = true;
  for (let round = 0; ; round++) {
    for (const till of world.tills) await send(till);
    let done = 0;
    for (const shop of world.shops) done += await lookAfter(world, shop, round);
    if (world.failure) throw world.failure;
    if (done === 0 && world.tills.every(isSettled)) break;
    if (round === ROUNDS_MAX) tellWhoHangs(world);
  }
  // Last of all, so that what the office did reaches them too.
  for (const till of world.tills) if (!till.revoked) await till.pull();
  if (world.failure) throw world.failure;
}

async function send(till: Till): Promise<void> {
  await till.hello();
  if (till.forked) await till.renew();
  await till.push();
}

function isSettled(till: Till): boolean {
  return !till.forked && till.entries.every(({ is }) => is !== null);
}

function tellWhoHangs(world: World): never {
  const hanging = world.tills.filter((till) => !isSettled(till)).map(({ name }) => name);
  world.broken('I9', `not settled after ${ROUNDS_MAX} rounds: ${hanging.join(', ')}`);
}

/** @returns how much there was to do */
async function lookAfter(world: World, shop: Shop, round: number): Promise<number> {
  const { db, doors } = world;
  const { tenantId, ownerUserId: userId } = shop;
  const nowMs = world.nowMs();
  if (world.restores > 0) await reapplyOutside(db, doors.ledger, { nowMs, tenantId });
  const confirmed = await confirm(world, shop);
  if (round === 0) await retryQuarantined(db, tenantId, nowMs);
  const held = await world.postgres.monitor.sql<{ opId: string }>`
    select op_id as "opId" from op_quarantine where tenant_id = ${tenantId}::uuid
      and resolved_at is null and cause = 'revoked' order by op_id`;
  const opIds = held.map(({ opId }) => opId);
  if (opIds.length > 0) await acceptHeldBack(db, tenantId, { opIds, userId, nowMs });
  return confirmed + opIds.length;
}

/** Terminals that a restored server took back are the shop's own. */
async function confirm(world: World, { tenantId, ownerUserId: userId }: Shop): Promise<number> {
  const waiting = await world.postgres.monitor.sql<{ id: string }>`
    select id from terminal where tenant_id = ${tenantId}::uuid and recovered_at is not null
      and confirmed_at is null and revoked_at is null`;
  for (const { id: terminalId } of waiting) {
    const input = { terminalId, userId, nowMs: world.nowMs() };
    await world.db.inTenant(tenantId, (tx) => confirmTerminal(tx, input));
  }
  return waiting.length;
}
