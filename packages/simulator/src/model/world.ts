import type { PullAnswer, PushResult } from '@oson/contract';
import { Clockwork } from './clockwork.ts';
import { Device } from './device/device.ts';
import type { Rec } from './device/disk.ts';
import { beginLife } from './device/journal-acts.ts';
import { Faults } from './faults.ts';
import { Line } from './line.ts';
import type { DevicePoint, Plan } from './plan.ts';
import { Random } from './random.ts';
import { Doors } from './server/doors.ts';
import { ModelServer } from './server/model-server.ts';
import { Office } from './server/office.ts';
import { emptyTenant, type TenantDb } from './server/tenant-db.ts';
import { Trace } from './trace.ts';

/** A broken promise, found while the world ran or at its end. */
export class BrokenPromise extends Error {
  readonly invariant: string;
  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** A receipt that a customer holds in hand: what must be on the server in the end. */
export type Printed = { tenant: string; rec: Rec; at: number };

/** `wasTold`: its incarnation had told the server of a number as high. */
export type Gone = { incarnation: string; wasTold: boolean };

/** Sum of faults by name, for the last line. */
export type Counts = Record<string, number>;
const TRACE_TAIL = 4000;

/** Tills, network, server and people of one seed. */
export class World {
  readonly plan: Plan;
  readonly trace: Trace;
  readonly clock: Clockwork;
  readonly random: Random;
  readonly server: ModelServer;
  readonly doors: Doors;
  readonly office: Office;
  readonly line: Line;
  readonly faults: Faults;
  readonly devices: Device[] = [];
  readonly receipts = new Map<string, Printed>();
  /** Operations whose every copy on a device was destroyed. */
  readonly gone = new Map<string, Gone>();
  /** Digests of all bodies that anybody asked to be erased, by the world's own book. */
  readonly erasedEver = new Set<string>();
  readonly skus: readonly string[];
  refused = 0;
  healing = false;

  constructor(plan: Plan, keepTrace = false) {
    this.plan = plan;
    this.random = new Random(`world/${plan.seed}`);
    this.trace = new Trace(keepTrace ? TRACE_TAIL : 0);
    this.clock = new Clockwork(this.trace);
    this.clock.now = 1_764_000_000_000;
    this.server = new ModelServer(plan, this.clock, this.random.branch('server'));
    this.doors = new Doors(this.server);
    this.office = new Office(this.server);
    this.line = new Line(plan, this.clock, this.random.branch('line'), this.doors);
    this.skus = Array.from({ length: 4 }, (_, index) => `sku-${index}`);
    this.faults = new Faults(this);
    this.server.onMark = (point) => this.faults.onMark(point);
    this.#signUp();
  }

  broken(invariant: string, message: string): never {
    throw new BrokenPromise(invariant, message);
  }

  hit(point: DevicePoint, device: Device): void {
    this.trace.note(`${device.name} ${point}`);
    if (!this.healing) this.faults.onPoint(point, device);
  }

  db(tenant: string): TenantDb | undefined {
    return this.server.dbs.get(tenant);
  }

  #signUp(): void {
    const { plan, server, random } = this;
    for (let tenant = 0; tenant < plan.tenants; tenant++) {
      // A backup from before a tenant signed up knows nothing of it.
      if (tenant === 1 && random.chance(0.5)) server.backup();
      const id = random.id(this.clock.now);
      server.dbs.set(id, emptyTenant(id));
      this.#stock(id, [`${id}-a`, `${id}-b`]);
      for (let till = 0; till < plan.terminalsPerTenant; till++) {
        const store = `${id}-${till % 2 === 0 || plan.isOneStore ? 'a' : 'b'}`;
        this.enrolNew(id, store);
      }
    }
    server.backup();
  }

  #stock(tenant: string, stores: readonly string[]): void {
    const db = this.db(tenant) as TenantDb;
    const row = (kind: string, id: string, store: string | null, data: object) => {
      db.n += 1;
      db.bytes.set(db.n, this.server.bytes());
      const owned = { ...data, n: db.n, owner: tenant };
      const version = db.n;
      db.rows.set(`${kind}:${id}`, { kind, id, version, data: owned, store, terminal: null });
    };
    for (const sku of this.skus) {
      row('sku', sku, null, { name: sku });
      row('price', sku, null, { amount: 1000 });
      for (const store of stores) {
        const counted = sku !== 'sku-3';
        const quantity = counted ? this.random.between(3, 30) : 0;
        row('stock', `${store}:${sku}`, store, { quantity, counted });
        const key = `${store}:${sku}`;
        db.movements.push({ by: 'opening', key, delta: quantity, n: db.n, counted });
      }
    }
  }

  /** A new device becomes a new terminal of a store. */
  enrolNew(tenant: string, store: string): Device {
    const terminal = this.random.id(this.clock.now);
    const device = new Device(this, `till-${this.devices.length}`, tenant, terminal);
    this.devices.push(device);
    this.enrol(device, store);
    return device;
  }

  /** A manager lets a device be a terminal: a new incarnation, the first one or one more. */
  enrol(device: Device, store: string): boolean {
    const db = this.db(device.tenant) ?? this.#bySupport(device);
    if (!db) return false;
    const { terminal: id } = device;
    const storeCode = store.slice(-6);
    const terminal = db.terminals.get(id) ?? {
      id,
      store,
      storeCode,
      revoked: false,
      confirmed: true,
    };
    if (terminal.revoked) return false;
    db.terminals.set(id, terminal);
    const key = this.random.hex(16);
    const { incarnation, code } = this.doors.renew({ db, terminal }, { key });
    const certificate = {
      tenantId: device.tenant,
      chainName: '',
      storeId: terminal.store,
      storeName: '',
      storeCode: terminal.storeCode,
      terminalId: id,
      terminalName: device.name,
      incarnation,
      terminalCode: code,
      publicKey: key,
      issuedAt: this.clock.now,
    };
    const identity = { certificate: { certificate, signature: 's' }, key };
    device.disk.copy.identities.push(identity);
    beginLife(device.disk.journal, identity);
    device.disk.canary = { journal: incarnation, copy: incarnation, cache: incarnation };
    return true;
  }

  /** A chain that the server has lost comes back by a certificate beside the second copy. */
  #bySupport({ disk, tenant }: Device): TenantDb | undefined {
    for (const { certificate } of disk.copy.identities) {
      this.doors.takeBack(certificate.certificate);
    }
    return this.db(tenant);
  }

  sealed(device: Device, rec: Rec): void {
    this.trace.note(`${device.name} seals ${rec.op.opId} ${rec.op.hash}`);
  }

  printed(device: Device, rec: Rec): void {
    const { tenant } = device;
    this.receipts.set(rec.op.opId, { tenant, rec, at: this.clock.now });
  }

  refusedSale(device: Device): void {
    this.refused += 1;
    if (!device.disk.full) this.broken('G1', `${device.name} refused a sale without a full disk`);
  }

  /** What left a journal must be on the server, and old enough that no restore takes it away. */
  checkPruned(device: Device, pruned: readonly Rec[]): void {
    for (const { op, at } of pruned) {
      const oldEnough = at !== null && at < this.clock.now - 35 * 86_400_000;
      if (!oldEnough) this.broken('DEV6', `${device.name} pruned ${op.opId} too early`);
    }
  }

  /** Nothing counts as stored that the server has never named. */
  checkNamed(device: Device, results: readonly PushResult[]): void {
    for (const { opId, is } of results) {
      if (device.disk.journal.records.get(opId)?.state === is) continue;
      if (device.disk.journal.records.has(opId)) {
        this.broken('SEND9', `${device.name} holds ${opId} as something else than ${is}`);
      }
    }
  }

  /** I7: a cursor and the versions never go back inside an epoch, unless all is read anew. */
  checkCursor(
    device: Device,
    before: PullAnswer['cursor'] | null,
    answer: PullAnswer,
    fresh: boolean,
  ): void {
    const { cursor } = answer;
    if (!before || fresh || before.epoch !== cursor.epoch) return;
    if (cursor.n < before.n) {
      this.broken('I7', `${device.name} went back from ${before.n} to ${cursor.n}`);
    }
  }
}
