import { sha256Hex, verifyOperation } from '@oson/contract';
import type { Device } from './device/device.ts';
import type { Rec } from './device/disk.ts';
import { incarnationOf } from './device/journal-acts.ts';
import { DEVICE_FAULTS, type DeviceFault, type RandomAct, type ScriptedAct } from './plan.ts';
import type { Random } from './random.ts';
import { change } from './server/tenant-db.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** Cashiers sell, owners and managers do what people do, machines misbehave: all at drawn times. */
export class People {
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.branch('people');
  }

  /** Draws when everything of this seed will happen. */
  schedule(): void {
    const { plan, devices } = this.#world;
    for (const device of devices) this.#trade(device);
    for (const [act, times] of Object.entries(plan.acts) as [RandomAct, number][]) {
      const random = this.#random.branch(act);
      for (let time = 0; time < times; time++) {
        const inMs = random.between(20_000, plan.tradingMs);
        this.#world.clock.after(inMs, act, () => this.#act(act, random));
      }
    }
    for (const { at, act, device } of plan.script ?? []) {
      const random = this.#random.branch(`script/${act}/${at}`);
      this.#world.clock.after(at * plan.tradingMs, act, () => {
        const chosen = this.#world.devices.at(device);
        if (chosen) this.#act(act, random, chosen);
      });
    }
    for (let at = 60_000; at < plan.tradingMs; at += this.#random.between(60_000, 200_000)) {
      this.#world.clock.after(at, 'backup', () => this.#world.server.backup());
      this.#world.clock.after(at / 2, 'image', () => {
        for (const device of this.#world.devices) this.#world.faults.keepImage(device);
      });
    }
  }

  #trade(device: Device): void {
    const { plan, clock } = this.#world;
    const random = this.#random.branch(`trade/${device.name}`);
    clock.after(random.between(0, 5000), `open ${device.name}`, () => device.start());
    for (let sale = 0; sale < plan.salesPerTerminal; sale++) {
      clock.after(random.between(2000, plan.tradingMs), `sell ${device.name}`, () => {
        this.sell(device, random);
      });
    }
  }

  /** One sale, or one of the rarer operations. */
  sell(device: Device, random: Random): void {
    const kind = random.next();
    const voids = this.#world.plan.voidShare ?? 0.12;
    if (kind < voids) return this.#voidLast(device, random);
    if (kind < voids + 0.08) return this.#customer(device, random);
    const type = device.newApp && random.chance(0.4) ? 'gift.sale' : 'sale';
    const lines = Array.from({ length: random.between(1, 3) }, () => ({
      sku: random.pick(this.#world.skus),
      quantity: random.between(1, 4),
    }));
    this.#sale(device, type, lines, {});
  }

  #sale(
    device: Device,
    type: string,
    lines: { sku: string; quantity: number }[],
    extra: object,
  ): void {
    const total = lines.reduce((sum, { quantity }) => sum + quantity * 1000, 0);
    const deltas = lines.map(({ sku, quantity }) => ({ sku, delta: -quantity }));
    const owner = device.tenant;
    const body = (receipt: string) => ({ lines, total, receipt, owner, ...extra });
    device.sell(type, body, { deltas, amount: total });
  }

  /** Takes back the newest sale of this life that was not taken back yet. */
  #voidLast(device: Device, random: Random): void {
    const { journal } = device.disk;
    if (!journal.identity) return;
    const life = incarnationOf(journal.identity);
    const all = [...journal.records.values()].filter(({ op }) => op.incarnation === life);
    const taken = new Set(all.filter(({ op }) => op.type === 'void').map(({ op }) => saleOf(op)));
    const sales = all.filter(({ op }) => op.type === 'sale' && !taken.has(op.opId));
    const sale = sales.length > 0 ? random.pick(sales.slice(-3)) : undefined;
    if (!sale) return;
    const { opId } = sale.op;
    const deltas = sale.deltas.map(({ sku, delta }) => ({ sku, delta: -delta }));
    const body = () => ({ saleOpId: opId, owner: device.tenant });
    device.sell('void', body, { deltas, amount: -sale.amount });
  }

  #customer(device: Device, random: Random): void {
    const name = `customer ${random.hex(8)}`;
    const body = () => ({ name, owner: device.tenant });
    device.sell('customer.create', body, { deltas: [], amount: 0 });
  }

  #act(act: ScriptedAct, random: Random, chosen?: Device): void {
    if (this.#world.healing) return;
    const device = chosen ?? random.pick(this.#world.devices);
    if ((DEVICE_FAULTS as readonly string[]).includes(act)) {
      return this.#world.faults.strike(act as DeviceFault, device);
    }
    this.#world.faults.met[act] = (this.#world.faults.met[act] ?? 0) + 1;
    if (this.#onDevice(act, device, random) || this.#onScript(act, device, random)) return;
    this.#inOffice(act, device, random);
  }

  #onDevice(act: ScriptedAct, device: Device, random: Random): boolean {
    const { clock, faults } = this.#world;
    switch (act) {
      case 'offline':
        faults.cutLine(device, random.between(5000, 600_000));
        return true;
      case 'shut-down':
        device.close();
        clock.after(random.between(1000, 300_000), `start ${device.name}`, () => device.start());
        return true;
      case 'frozen':
        device.frozen = true;
        clock.after(random.between(1000, 200_000), `thaw ${device.name}`, () => thaw(device));
        return true;
      case 'clock-jump':
        device.wallOffset += random.pick([
          -3_600_000,
          3_600_000,
          -DAY_MS,
          DAY_MS,
          -10 * 365 * DAY_MS,
        ]);
        return true;
      case 'full-disk':
        device.disk.full = true;
        clock.after(random.between(1000, 120_000), `room ${device.name}`, () => {
          device.disk.full = false;
        });
        return true;
      case 'poison':
        this.#sale(device, 'sale', [{ sku: 'sku-0', quantity: 1 }], { poison: true });
        return true;
      case 'new-type':
        device.newApp = true;
        return true;
      case 'update-app':
        this.update(device);
        return true;
      case 'export':
        this.#export(device, random);
        return true;
      case 'long-pause':
        this.#pause(random);
        return true;
      case 'move':
        this.#move(device, random);
        return true;
      case 'bad-cursor':
        spoilCursor(device);
        return true;
      default:
        return false;
    }
  }

  /** What only a script does. */
  #onScript(act: ScriptedAct, device: Device, random: Random): boolean {
    switch (act) {
      case 'sell':
        this.sell(device, random);
        return true;
      case 'copy-lost':
        device.disk.copy.entries = [];
        return true;
      case 'cut-off':
        this.#world.faults.cutLine(device, this.#world.plan.tradingMs);
        return true;
      case 'enrol-new':
        this.#trade(this.#world.enrolNew(device.tenant, `${device.tenant}-a`));
        return true;
      case 'restore-oldest':
        this.#world.server.restore((backups) => backups[0]);
        return true;
      default:
        return false;
    }
  }

  #inOffice(act: ScriptedAct, { tenant, terminal }: Device, random: Random): void {
    const { office, server } = this.#world;
    const db = this.#world.db(tenant);
    if (!db) return;
    const row = (kind: string, id: string, data: object) =>
      office.write(tenant, {
        kind,
        id,
        data: { ...data, owner: tenant },
        store: null,
        terminal: null,
      });
    switch (act) {
      case 'price-change':
        return row('price', random.pick(this.#world.skus), { amount: random.between(500, 2000) });
      case 'new-row':
        return row('sku', `extra-${random.hex(6)}`, { name: random.hex(6) });
      case 'new-kind':
        return row('promo', `promo-${random.hex(4)}`, { percent: random.between(1, 50) });
      case 'delete-row': {
        const live = [...db.rows.values()].filter(
          (each) => (each.kind === 'sku' || each.kind === 'promo') && !each.deleted,
        );
        if (live.length > 0) office.remove(tenant, keyOf(random.pick(live)));
        return;
      }
      case 'goods-receipt': {
        const stocks = [...db.rows.values()].filter(({ kind }) => kind === 'stock');
        if (stocks.length > 0) office.receive(tenant, random.pick(stocks).id, random.between(1, 9));
        return;
      }
      case 'compact':
        return office.compact(tenant);
      case 'revoke':
        return change(db.terminals, terminal, { revoked: true });
      case 'suspend':
        db.status = 'suspended';
        return;
      case 'close-tenant':
        db.status = 'closed';
        return;
      case 'erase':
        return this.#erase(tenant, random);
      case 'deploy':
        server.knownTypes.add('gift.sale');
        return office.settle(tenant, ({ cause }) => cause === 'type_unknown');
      default:
        return;
    }
  }

  #erase(tenant: string, random: Random): void {
    const db = this.#world.db(tenant);
    const stored = [...(db?.ops.values() ?? [])].filter(
      ({ op }) => op.type === 'customer.create' && op.body !== undefined,
    );
    if (stored.length === 0) return;
    const { op } = random.pick(stored);
    const digest = sha256Hex(op.body ?? '');
    this.#world.erasedEver.add(digest);
    this.#world.office.erase(tenant, op.opId, digest);
  }

  /** A till without a network hands its unsent operations to another one of the chain. */
  #export(device: Device, random: Random): void {
    const unsent = device.unsent().filter(({ op }) => verifyOperation(op).ok);
    const first = unsent[0];
    const carriers = this.#world.devices.filter(
      (each) => each !== device && each.tenant === device.tenant && each.enrolled,
    );
    if (!first || carriers.length === 0) return;
    const { incarnation } = first.op;
    const ops = unsent.map(({ op }) => op).filter((op) => op.incarnation === incarnation);
    const bundle = { tenant: device.tenant, incarnation, signed: random.chance(0.8), ops };
    const carrier = random.pick(carriers);
    for (let times = random.between(1, 2); times > 0; times--) {
      carrier.call('import', bundle, () => undefined);
    }
  }

  /** The shops are closed for weeks. */
  #pause(random: Random): void {
    const { devices, clock, server } = this.#world;
    for (const device of devices) device.close();
    server.crash(0);
    clock.leap(random.between(20, 50) * DAY_MS);
    server.backup();
    for (const device of devices) {
      clock.after(random.between(100, 60_000), `start ${device.name}`, () => device.start());
    }
  }

  /** The machine goes to another chain: the old database drains, a new one begins. */
  #move(device: Device, random: Random): void {
    const others = [...this.#world.server.dbs.keys()].filter((id) => id !== device.tenant);
    if (others.length === 0 || device.retired) return;
    const tenant = random.pick(others);
    const next = this.#world.enrolNew(tenant, `${tenant}-a`);
    next.start();
    this.#trade(next);
  }

  /** The next version of the app: it knows kinds that the old one stashed. */
  update(device: Device): void {
    device.close();
    device.disk.crashTab();
    if (!device.kinds.includes('promo')) device.kinds = [...device.kinds, 'promo'];
    device.newApp = true;
    device.start();
  }
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}:${id}`;

function saleOf(op: Rec['op']): string {
  return /"saleOpId":"([^"]+)"/.exec(op.body ?? '')?.[1] ?? '';
}

function thaw(device: Device): void {
  device.frozen = false;
  for (const page of device.pages) page.send({ type: 'visible' });
}

/** A bit of the cursor's proof falls over. */
function spoilCursor({ disk }: Device): void {
  const { cursor } = disk.catalogue;
  if (cursor) disk.catalogue.cursor = { ...cursor, check: `${cursor.check}0` };
}
