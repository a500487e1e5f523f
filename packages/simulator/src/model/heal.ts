import { mayPull } from '@oson/sync-core';
import type { Device } from './device/device.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

const LOOK_EVERY_MS = 5000;
/** Beyond this nothing moves any more: the hourly second offer has come twice. */
const QUIET_WITHIN_MS = 3 * 3_600_000;
/** I9: two minutes, the longest wait of the terminal's own, and time for the backlog. */
const EMPTY_WITHIN_MS = 240_000;

/** Everything works again; answers how long it took until nothing was unsent, ms. */
export function heal(world: World, people: People): number {
  world.healing = true;
  world.line.healed = true;
  world.server.knownTypes.add('gift.sale');
  world.server.upAt = 0;
  for (const device of world.devices) repair(device);
  const drained = untilQuiet(world);
  // Only now: a page that starts anew asks by itself, and would hide one that has stopped asking.
  for (const device of world.devices) people.update(device);
  untilQuiet(world);
  return drained;
}

function untilQuiet(world: World): number {
  const start = world.clock.now;
  let emptyAfter: number | null = null;
  for (;;) {
    const until = world.clock.now + LOOK_EVERY_MS;
    while (world.clock.step(until));
    world.clock.now = until;
    lookAfter(world);
    if (emptyAfter === null && world.devices.every(isEmpty)) emptyAfter = until - start;
    const limit = EMPTY_WITHIN_MS + backlogOf(world) * 100;
    if (emptyAfter === null && until - start > limit) {
      world.broken('I9', `not empty after ${until - start} ms: ${whereItHangs(world)}`);
    }
    if (isQuiet(world)) return emptyAfter ?? 0;
    if (until - start > QUIET_WITHIN_MS) world.broken('I9', `never quiet: ${whereItHangs(world)}`);
  }
}

function repair(device: Device): void {
  device.disk.full = false;
  if (device.frozen) {
    device.frozen = false;
    for (const page of device.pages) page.send({ type: 'visible' });
  }
  if (!device.offline) return;
  device.offline = false;
  for (const page of device.pages) page.send({ type: 'online' });
}

/** What people do once they look: enrol again, confirm, accept. */
function lookAfter(world: World): void {
  for (const db of world.server.dbs.values()) {
    world.office.confirm(db.tenant);
    world.office.settle(db.tenant, ({ cause }) => cause !== 'hash');
    world.office.eraseRest(db.tenant);
  }
  for (const device of world.devices) {
    if (!device.enrolled) world.enrol(device, `${device.tenant}-a`);
    if (device.pages.length === 0) device.start();
  }
}

function isEmpty(device: Device): boolean {
  return device.unsent().length === 0;
}

function backlogOf(world: World): number {
  return world.devices.reduce((sum, device) => sum + device.unsent().length, 0);
}

function isQuiet(world: World): boolean {
  if (!world.server.idle) return false;
  return world.devices.every((device) => isSettled(world, device));
}

/** Enrolled or out of the game, idle, nothing unsent, and as far as the feed goes. */
function isSettled(world: World, device: Device): boolean {
  const { page } = device;
  if (!page) return !canReturn(world, device);
  if (page.busy || page.state.step !== 'idle' || device.unsent().length > 0) return false;
  const db = world.db(device.tenant);
  if (!db) return false;
  if (
    [...db.ops.values()].some(({ state, cause }) => state === 'quarantined' && cause !== 'hash')
  ) {
    return false;
  }
  if (!mayPull(page.state)) return page.state.withheld !== 'unconfirmed';
  const { cursor } = device.disk.catalogue;
  return cursor !== null && cursor.epoch === db.epoch && cursor.n === db.n;
}

function canReturn(world: World, device: Device): boolean {
  const db = world.db(device.tenant);
  if (!db && device.disk.copy.identities.length === 0) return false;
  const terminal = db?.terminals.get(device.terminal);
  return device.enrolled || terminal?.revoked !== true;
}

function whereItHangs(world: World): string {
  return world.devices
    .filter((device) => !isSettled(world, device))
    .map((device) => {
      const { page } = device;
      const at = page ? `${page.state.step}/${page.state.cause ?? '-'}` : 'no page';
      return `${device.name} ${at}, ${device.unsent().length} unsent`;
    })
    .join('; ');
}
