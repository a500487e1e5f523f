import type { Entry, Till } from '../till.ts';
import type { World } from '../world.ts';

type Held = { opId: string; hash: string; state: string; n: string | null; results: string[] };

/** I1 and I6: what is in a journal is on the server with its bytes, and each side knows the same of it. */
export async function checkJournals(world: World): Promise<void> {
  const held = new Map<string, Held>();
  for (const { tenantId } of world.shops) {
    for (const row of await readHeld(world, tenantId)) held.set(row.opId, row);
  }
  for (const till of world.tills) {
    for (const entry of till.entries) checkEntry(world, till, entry, held.get(entry.op.opId));
  }
  checkBooked(world, await readBooked(world));
}

async function readHeld(world: World, tenantId: string): Promise<Held[]> {
  return world.postgres.monitor.sql<Held>`
    select o.op_id as "opId", o.hash, r.state, r.n::text,
      (select array_agg(x.state || ' ' || coalesce(x.n::text, '-')) from op_result x
        where x.tenant_id = o.tenant_id and x.op_id = o.op_id) as results
    from op_log o left join lateral (select state, n from op_result r
      where r.tenant_id = o.tenant_id and r.op_id = o.op_id order by attempt desc limit 1) r on true
    where o.tenant_id = ${tenantId}::uuid`;
}

function checkEntry(world: World, till: Till, { op, is }: Entry, held: Held | undefined): void {
  const { opId, type, seq, hash } = op;
  const told = `${type} ${opId} (seq ${seq} of ${till.name})`;
  if (!held) world.broken('I1', `${told} is nowhere`);
  if (held.hash !== hash) world.broken('I1', `${told} has other bytes`);
  const wanted = world.poison.has(opId) ? 'quarantined' : 'posted';
  if (held.state === 'erased') {
    if (!world.isErased(op)) world.broken('RESTORE9', `${told} was erased by nobody`);
  } else if (held.state !== wanted) world.broken('I1', `${told} is ${held.state}, not ${wanted}`);
  // A revoked terminal reads no feed.
  if (!till.revoked && is !== held.state) {
    world.broken('I6', `${told} is ${held.state}, its till says ${is}`);
  }
  for (const said of till.answersOf(opId)) {
    if (!held.results.includes(said)) {
      world.broken('PUSH4', `${told} was answered "${said}", kept is ${held.results.join(', ')}`);
    }
  }
}

type Booked = { documentId: string; skuId: string; quantity: string };

function readBooked(world: World): Promise<Booked[]> {
  return world.postgres.monitor.sql<Booked>`
    select document_id as "documentId", sku_id as "skuId", quantity::text from stock_movement
    where kind = 'receipt'`;
}

/** A goods receipt that was answered stands in the books, each line once. */
function checkBooked(world: World, rows: readonly Booked[]): void {
  const moved = new Map(rows.map((row) => [`${row.documentId} ${row.skuId}`, row.quantity]));
  for (const [documentId, lines] of world.booked) {
    for (const { skuId, quantity } of lines) {
      if (moved.get(`${documentId} ${skuId}`) !== String(quantity)) {
        world.broken('STOCK', `goods receipt ${documentId} was answered and is not booked`);
      }
    }
  }
}
