import { mayPull } from '@oson/sync-core';
import type { Device } from '../device/device.ts';
import { sees } from '../server/give-rows.ts';
import type { TenantDb } from '../server/tenant-db.ts';
import type { World } from '../world.ts';

/** I5, I6, I10 and DEV2: each till against its server, once both are quiet. */
export function checkDevices(world: World): void {
  for (const device of world.devices) {
    const db = world.db(device.tenant);
    if (!db || !device.page || !mayPull(device.page.state)) continue;
    checkLife(world, device, db);
    checkRows(world, device, db);
    checkStates(world, device, db);
    checkOnHand(world, device, db);
  }
}

/** ID16: nobody goes on numbering under an incarnation that forked. */
function checkLife(world: World, device: Device, db: TenantDb): void {
  const life = device.disk.journal.identity?.certificate.certificate.incarnation ?? '';
  if (db.incarnations.get(life)?.forked) {
    world.broken('ID16', `${device.name} still lives as ${life}, which forked`);
  }
}

function checkRows(world: World, device: Device, db: TenantDb): void {
  const terminal = db.terminals.get(device.terminal);
  if (!terminal) return;
  const { rows } = device.disk.catalogue;
  for (const [key, row] of db.rows) {
    if (!sees(row, terminal)) continue;
    if (!device.kinds.includes(row.kind)) continue;
    const local = rows.get(key);
    if (row.deleted) {
      if (local && !local.deleted) world.broken('I10', `${device.name} still has ${key}`);
      continue;
    }
    if (!local || local.version !== row.version || local.data !== row.data) {
      const has = local ? `version ${local.version}` : 'nothing';
      world.broken('I6', `${device.name} has ${has} of ${key}, not ${row.version}`);
    }
  }
  for (const [key, local] of rows) {
    const row = db.rows.get(key);
    if (!local.deleted && (!row || !sees(row, terminal))) {
      world.broken('I6', `${device.name} has ${key}, which is not its`);
    }
    const owner = (local.data as { owner?: string } | null)?.owner;
    if (owner !== undefined && owner !== db.tenant) {
      world.broken('I5', `${device.name} has ${key} of ${owner}`);
    }
  }
}

/** A till knows what its operations are. */
function checkStates(world: World, device: Device, db: TenantDb): void {
  for (const [opId, { state, op }] of device.disk.journal.records) {
    const stored = db.ops.get(opId);
    if (!stored) {
      world.broken('I6', `${device.name} holds ${opId} as ${state}, the server not at all`);
    }
    if (stored.state !== state) {
      world.broken('I6', `${device.name} holds ${opId} as ${state}, the server as ${stored.state}`);
    }
    if (stored.state === 'erased' && op.body !== undefined) {
      world.broken('OP18', `${device.name} still has the body of ${opId}`);
    }
  }
}

function checkOnHand(world: World, device: Device, db: TenantDb): void {
  const store = device.disk.journal.identity?.certificate.certificate.storeId ?? '';
  // What only waits or was quarantined is on the shelf of the till and not yet on the server's.
  const records = [...device.disk.journal.records.values()];
  if (records.some(({ state }) => state === 'waiting' || state === 'quarantined')) return;
  for (const sku of world.skus) {
    const row = db.rows.get(`stock:${store}:${sku}`);
    const shown = device.onHand(sku);
    if (row && !row.deleted && shown !== null && shown !== row.data.quantity) {
      world.broken(
        'DEV2',
        `${device.name} shows ${shown} of ${sku}, not ${String(row.data.quantity)}`,
      );
    }
  }
}
