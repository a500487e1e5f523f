import type { Operation } from '@oson/contract';
import { Device } from './device/device.ts';
import type { DiskImage, Rec } from './device/disk.ts';
import type { Aim, DeviceFault, DevicePoint, ServerFault, ServerPoint } from './plan.ts';
import type { Random } from './random.ts';
import { openMarks } from './server/take-back.ts';
import type { World } from './world.ts';

/** After any other fault everything that was printed must still be there. */
const DESTRUCTIVE: ReadonlySet<DeviceFault> = new Set([
  'evict-all',
  'evict-journal',
  'corrupt',
  'roll-back',
]);

/** Carries faults out: those aimed at a step of the protocol and those of a random moment. */
export class Faults {
  readonly met: Record<string, number> = {};
  readonly #world: World;
  readonly #random: Random;
  readonly #passed = new Map<string, number>();
  readonly #images = new Map<Device, DiskImage>();

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.branch('faults');
  }

  onPoint(point: DevicePoint, device: Device): void {
    const aim = this.#aimAt(point);
    if (aim) this.strike(aim.fault as DeviceFault, device);
  }

  onMark(point: ServerPoint): ServerFault | null {
    if (this.#world.healing) return null;
    const aim = this.#aimAt(point);
    if (!aim) return null;
    const fault = aim.fault as ServerFault;
    this.#count(fault);
    if (fault === 'server-crash') this.#world.server.crash(this.#random.between(50, 20_000));
    if (fault === 'server-restore') this.#restore();
    return fault;
  }

  #aimAt(point: Aim['point']): Aim | undefined {
    const passed = (this.#passed.get(point) ?? 0) + 1;
    this.#passed.set(point, passed);
    return this.#world.plan.aims.find((aim) => aim.point === point && aim.nth === passed);
  }

  #count(fault: string): void {
    this.met[fault] = (this.met[fault] ?? 0) + 1;
    this.#world.trace.note(`fault ${fault}`);
  }

  #restore(): void {
    this.#world.server.restore();
  }

  /** Keeps the present state of a profile, to be put back later. */
  keepImage(device: Device): void {
    if (device.enrolled) this.#images.set(device, device.disk.image());
  }

  strike(fault: DeviceFault, device: Device): void {
    if (device.retired) return;
    this.#count(fault);
    const before = opsOn(device);
    this.#do(fault, device);
    if (DESTRUCTIVE.has(fault)) this.#mourn(before);
  }

  /** Operations that no device has any more may be lost, and must then be counted. */
  #mourn(before: ReadonlyMap<string, Rec['op']>): void {
    const { devices, gone } = this.#world;
    const left = new Set(devices.flatMap((device) => [...opsOn(device).keys()]));
    for (const [opId, op] of before) {
      const { incarnation } = op;
      if (!left.has(opId)) gone.set(opId, { incarnation, wasTold: this.#wasTold(op) });
    }
  }

  #wasTold({ opId, incarnation, seq }: Rec['op']): boolean {
    return [...this.#world.server.dbs.values()].some((db) => {
      const life = db.incarnations.get(incarnation);
      const holder = db.places.get(incarnation)?.get(seq);
      // A number that another operation has: only a mark of this history can have named it.
      if (holder !== undefined && holder !== opId) {
        return openMarks(db, life).some((mark) => mark.seq >= seq);
      }
      return (life?.pending?.maxSeq ?? 0) >= seq;
    });
  }

  #do(fault: DeviceFault, device: Device): void {
    const { disk } = device;
    switch (fault) {
      case 'power-cut':
        device.close();
        disk.cutPower();
        return this.#startLater(device, 40_000);
      case 'tab-crash':
        device.close();
        disk.crashTab();
        return this.#startLater(device, 10_000);
      case 'evict-all':
      case 'evict-journal':
        device.close();
        disk.cutPower();
        if (fault === 'evict-all') disk.evictAll();
        else disk.evictJournal();
        return this.#startLater(device, 20_000);
      case 'corrupt':
        device.close();
        disk.cutPower();
        this.#corrupt(device);
        return this.#startLater(device, 20_000);
      case 'roll-back':
        return this.#rollBack(device);
      case 'clone':
        return this.#clone(device);
      case 'cut-line':
        return this.cutLine(device, this.#random.between(1000, 60_000));
      case 'server-restore':
        return this.#restore();
      case 'server-crash':
        return this.#world.server.crash(this.#random.between(50, 20_000));
      case 'second-tab':
        return device.secondTab();
    }
  }

  #startLater(device: Device, within: number): void {
    this.#world.clock.after(this.#random.between(200, within), `start ${device.name}`, () => {
      device.start();
    });
  }

  cutLine(device: Device, forMs: number): void {
    device.offline = true;
    for (const page of device.pages) page.send({ type: 'offline' });
    this.#world.clock.after(forMs, `line ${device.name}`, () => {
      device.offline = false;
      for (const page of device.pages) page.send({ type: 'online' });
    });
  }

  /** A record's bytes are not what they were. */
  #corrupt({ disk }: Device): void {
    const records = [...disk.journal.records.values()].filter(({ op }) => op.body !== undefined);
    if (records.length === 0) return;
    const unsent = records.filter(({ state }) => state === 'sealed');
    const rec = this.#random.pick(unsent.length > 0 ? unsent : records);
    const op = { ...(rec.op as Operation), body: `${rec.op.body}~` };
    disk.journal.records.set(op.opId, { ...rec, op });
  }

  #rollBack(device: Device): void {
    const image = this.#images.get(device);
    if (!image) return;
    device.close();
    device.disk.putBack(image);
    this.#images.delete(device);
    this.#startLater(device, 20_000);
  }

  /** A copied profile on a second machine: both go on selling. */
  #clone(device: Device): void {
    const { devices } = this.#world;
    if (!device.enrolled || devices.length > 12) return;
    const name = `till-${devices.length}`;
    const twin = new Device(this.#world, name, device.tenant, device.terminal);
    twin.disk.putBack(device.disk.image());
    devices.push(twin);
    this.#startLater(twin, 5000);
  }
}

/** What a device would still have if its power went now, each as it verifies. */
export function opsOn({ disk }: Device): Map<string, Rec['op']> {
  const found = new Map<string, Rec['op']>();
  for (const { op } of disk.journal.records.values()) {
    if (op.body === undefined || !op.body.endsWith('~')) found.set(op.opId, op);
  }
  for (const op of disk.copy.entries) found.set(op.opId, op);
  return found;
}
