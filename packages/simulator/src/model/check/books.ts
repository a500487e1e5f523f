import { createHash } from 'node:crypto';
import type { ErasedOperation, Operation } from '@oson/contract';
import { opsOn } from '../faults.ts';
import type { StoredOp, TenantDb } from '../server/tenant-db.ts';
import type { World } from '../world.ts';

type Lines = { lines?: { sku: string; quantity: number }[]; total?: number; saleOpId?: string };

/** I1-I5, I8, I11-I13: the server's books against the receipts that were printed. */
export function checkBooks(world: World): void {
  for (const [opId, { tenant, rec }] of world.receipts) {
    const stored = world.db(tenant)?.ops.get(opId);
    if (!stored) {
      checkLoss(world, tenant, rec.op);
      continue;
    }
    if (stored.op.hash !== rec.op.hash) world.broken('I1', `${opId} has other bytes`);
    if (stored.state === 'rejected') world.broken('I1', `${opId} was rejected`);
  }
  for (const db of world.server.dbs.values()) {
    checkOwners(world, db);
    checkOnce(world, db);
    checkStock(world, db);
    checkMoney(world, db);
    checkOversell(world, db);
    checkChains(world, db);
    checkReceiptNumbers(world, db);
    checkTimes(world, db);
    checkWaiting(world, db);
    checkErased(world, db);
    checkEpoch(world, db);
  }
}

/** RESTORE5: each restore that a cursor proved raised the epoch, once. */
function checkEpoch(world: World, db: TenantDb): void {
  const found = db.incidents.filter(({ kind }) => kind === 'restore').length;
  if (found > 0 && world.server.restores === 0) {
    world.broken('RESTORE5', `${db.tenant} took a cursor for a restore that never was`);
  }
  if (db.epoch !== found + 1) {
    world.broken('RESTORE5', `${db.tenant} is in epoch ${db.epoch} after ${found} restores`);
  }
}

/** I1 and I13: missing only when every copy was destroyed, and then counted. */
function checkLoss(world: World, tenant: string, op: Operation | ErasedOperation): void {
  const life = world.db(tenant)?.incarnations.get(op.incarnation);
  const revoked = world.db(tenant)?.terminals.get(life?.terminal ?? '')?.revoked === true;
  // A revoked terminal whose journal is gone is not let in again; its second copy waits for the owner.
  const holder = world.devices.find((device) => opsOn(device).has(op.opId));
  if (holder && world.db(tenant)?.terminals.get(holder.terminal)?.revoked) return;
  if (!world.gone.has(op.opId)) {
    world.broken('I1', `${op.type} ${op.opId} (seq ${op.seq}) was printed and is nowhere`);
  }
  // What a restore took away again was counted once; the books of that time are gone.
  if (world.server.restores > 0 || !world.gone.get(op.opId)?.wasTold) return;
  const counted = world
    .db(tenant)
    ?.incidents.some(
      ({ kind, incarnation, fromSeq, toSeq }) =>
        kind === 'loss' &&
        incarnation === op.incarnation &&
        fromSeq <= op.seq &&
        (toSeq === null || op.seq <= toSeq),
    );
  if (!counted && !revoked)
    world.broken('I13', `${op.opId} (seq ${op.seq}) is lost and not counted`);
}

/** I5: what lies in a tenant was sealed for it. */
function checkOwners(world: World, db: TenantDb): void {
  for (const { op } of db.ops.values()) {
    if (op.body === undefined) continue;
    const { owner } = JSON.parse(op.body) as { owner?: string };
    if (owner !== db.tenant) world.broken('I5', `${op.opId} of ${owner} lies in ${db.tenant}`);
  }
}

const isPosted = ({ state }: StoredOp) => state === 'posted';
const bodyOf = ({ op }: StoredOp): Lines => JSON.parse(op.body ?? '{}') as Lines;

/** I2: the movements of an operation are its own lines, once. */
function checkOnce(world: World, db: TenantDb): void {
  const moved = new Map<string, Map<string, number>>();
  for (const { by, key, delta } of db.movements) {
    const keys = moved.get(by) ?? new Map<string, number>();
    keys.set(key, (keys.get(key) ?? 0) + delta);
    moved.set(by, keys);
  }
  for (const [opId, stored] of db.ops) {
    const wanted = movementsOf(db, stored);
    const found = moved.get(opId) ?? new Map<string, number>();
    for (const key of new Set([...wanted.keys(), ...found.keys()])) {
      const [want = 0, have = 0] = [wanted.get(key), found.get(key)];
      if (want !== have) world.broken('I2', `${stored.op.type} ${opId} moved ${have}, not ${want}`);
    }
  }
}

function movementsOf(db: TenantDb, stored: StoredOp): Map<string, number> {
  const wanted = new Map<string, number>();
  if (!isPosted(stored)) return wanted;
  const isVoid = stored.op.type === 'void';
  const { saleOpId = '' } = bodyOf(stored);
  const sale = isVoid ? db.ops.get(saleOpId) : stored;
  if (!sale || !isPosted(sale)) return wanted;
  if (
    isVoid &&
    stored.flags.some((flag) => flag === 'returned-twice' || flag === 'referent-missing')
  ) {
    return wanted;
  }
  for (const { sku, quantity } of bodyOf(sale).lines ?? []) {
    const key = `${sale.store}:${sku}`;
    if (!db.rows.has(`stock:${key}`)) continue;
    wanted.set(key, (wanted.get(key) ?? 0) + (isVoid ? quantity : -quantity));
  }
  return wanted;
}

/** I3: stock is the sum of its movements, the opening among them. */
function checkStock(world: World, db: TenantDb): void {
  const sums = new Map<string, number>();
  for (const { key, delta } of db.movements) sums.set(key, (sums.get(key) ?? 0) + delta);
  for (const row of db.rows.values()) {
    if (row.kind !== 'stock') continue;
    const sum = sums.get(row.id) ?? 0;
    if (row.data.quantity !== sum) {
      world.broken('I3', `${row.id} is ${String(row.data.quantity)}, its movements say ${sum}`);
    }
  }
}

/** I4: what was taken is the sum of what was posted. */
function checkMoney(world: World, db: TenantDb): void {
  let sum = 0;
  for (const stored of db.ops.values()) {
    if (!isPosted(stored)) continue;
    if (stored.op.type === 'void') {
      const undone = db.voided.get(bodyOf(stored).saleOpId ?? '') === stored.op.opId;
      if (undone) sum -= bodyOf(db.ops.get(bodyOf(stored).saleOpId ?? '') as StoredOp).total ?? 0;
    } else sum += bodyOf(stored).total ?? 0;
  }
  if (sum !== db.revenue) world.broken('I4', `the books say ${db.revenue}, the receipts ${sum}`);
}

/** I8: in commit order, whoever took counted stock below zero is flagged, and nobody else. */
function checkOversell(world: World, db: TenantDb): void {
  const level = new Map<string, number>();
  const below = new Set<string>();
  for (const { by, key, delta, counted } of db.movements) {
    const after = (level.get(key) ?? 0) + delta;
    level.set(key, after);
    const type = db.ops.get(by)?.op.type;
    if (type !== undefined && type !== 'void' && counted && after < 0) below.add(by);
  }
  for (const [opId, stored] of db.ops) {
    const flagged = stored.flags.filter((flag) => flag === 'oversell').length;
    const wanted = below.has(opId) && isPosted(stored) ? 1 : 0;
    if (flagged !== wanted)
      world.broken('I8', `${opId} is flagged ${flagged} times, not ${wanted}`);
  }
}

/** I11: each link holds by a hash of our own, or a fork or a loss says why not. */
function checkChains(world: World, db: TenantDb): void {
  for (const { op } of db.ops.values()) {
    const { hash, body, ...rest } = op as Operation & { bodyDigest?: string };
    const { bodyDigest, ...envelope } = rest;
    const digest = body === undefined ? bodyDigest : sha256(body);
    const own = sha256(`${op.prevHash}${sortedJson(envelope)}${digest}`);
    if (own !== hash) world.broken('I11', `${op.opId} does not hash to ${hash}`);
  }
  for (const [incarnation, places] of db.places) {
    const explained =
      db.incidents.some((each) => each.incarnation === incarnation) ||
      [...world.gone.values()].some((each) => each.incarnation === incarnation);
    for (const [seq, opId] of places) {
      const op = db.ops.get(opId)?.op;
      const before = places.get(seq - 1);
      const terminal = db.incarnations.get(incarnation)?.terminal ?? '';
      const first = sha256(db.tenant + terminal + incarnation);
      const wanted = seq === 1 ? first : before && db.ops.get(before)?.op.hash;
      if (op?.prevHash === wanted) continue;
      // A revoked terminal whose journal is gone: what is missing lies in its second copy.
      if (db.terminals.get(terminal)?.revoked) continue;
      if (!explained) {
        world.broken('I11', `the chain of ${incarnation} breaks at ${seq} and nobody says why`);
      }
    }
  }
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${sortedJson(each)}`).join(',')}}`;
}

/** I12: a number that comes twice in a store is flagged. */
function checkReceiptNumbers(world: World, db: TenantDb): void {
  const seen = new Map<string, StoredOp[]>();
  for (const stored of db.ops.values()) {
    const { receipt } = bodyOf(stored) as { receipt?: string };
    if (receipt === undefined || !isPosted(stored)) continue;
    const key = `${stored.store}:${receipt}`;
    seen.set(key, [...(seen.get(key) ?? []), stored]);
  }
  for (const [key, all] of seen) {
    const flagged = all.filter(({ flags }) => flags.includes('receipt-number-repeated')).length;
    const excused = all.some(({ op }) =>
      db.incidents.some((each) => each.incarnation === op.incarnation),
    );
    if (all.length > 1 && !excused) {
      world.broken('I12', `${key} was given ${all.length} times without a fork or a loss`);
    }
    if (flagged !== all.length - 1) {
      world.broken('I12', `${key} was given ${all.length} times, flagged ${flagged}`);
    }
  }
}

/** Sold-at never lies in the future of its receipt by the server. */
function checkTimes(world: World, db: TenantDb): void {
  for (const { op, soldAt, at } of db.ops.values()) {
    if (soldAt > at) world.broken('CASE14', `${op.opId} was sold after it came`);
  }
}

/** SRV9: what waits, waits for something that is not there. */
function checkWaiting(world: World, db: TenantDb): void {
  for (const stored of db.ops.values()) {
    if (stored.state !== 'waiting') continue;
    const sale = db.ops.get(bodyOf(stored).saleOpId ?? '');
    if (sale) world.broken('SRV9', `${stored.op.opId} waits for a sale that is ${sale.state}`);
  }
}

/** RESTORE9: what was erased stays erased. */
function checkErased(world: World, db: TenantDb): void {
  for (const { op } of db.ops.values()) {
    if (op.type !== 'customer.create' || op.body === undefined) continue;
    if (world.erasedEver.has(sha256(op.body))) {
      world.broken('RESTORE9', `${op.opId} was erased and is back`);
    }
  }
}
