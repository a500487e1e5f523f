import { closeShift, openShift, type Pos } from '@oson/pos/terminal';
import { Random } from '../model/random.ts';
import { Trace } from '../model/trace.ts';
import { portsOver, type Line } from './line.ts';
import { Machine, type Page } from './machine.ts';
import type { AimPoint, Happening, Plan } from './plan.ts';
import { TillServer } from './till-server.ts';
import { VirtualTime } from './virtual-time.ts';

/** A receipt that a buyer has in the hand. */
export type Printed = {
  opId: string;
  saleId: string;
  number: string;
  hash: string;
  incarnation: string;
  seq: number;
  machine: string;
};

/** What the world itself did that no till can be blamed for. */
export type Excuses = {
  /** Both copies of these operations are gone, or were set back. */
  lost: Set<string>;
  /** Two machines, or a machine and its past, may have given out the same numbers. */
  doubled: boolean;
  /** Times at which a journal was taken away: each must be said. */
  evictions: number;
};

const EPOCH_MS = 1_763_700_000_000;
const BOOT_MS = 3000;
const OFFLINE_MS = 5 * 60_000;
const FULL_MS = 4 * 60_000;
const LONG_PAUSE_MS = 36 * 86_400_000;

/** One till, its server and everything that befalls them. */
export class TillWorld {
  readonly trace: Trace;
  readonly time: VirtualTime;
  readonly server: TillServer;
  readonly machines: Machine[] = [];
  readonly printed: Printed[] = [];
  readonly excuses: Excuses = { lost: new Set(), doubled: false, evictions: 0 };
  readonly counts = new Map<string, number>();
  readonly line: Line;
  readonly #random: Random;
  #aimed: Extract<Happening, { is: 'aimed' }>[] = [];
  #past: ReturnType<Machine['profile']>[] = [];
  #uninstall: () => void;

  constructor(plan: Plan, keepLines = 0) {
    this.trace = new Trace(keepLines);
    this.time = new VirtualTime(this.trace);
    this.#random = new Random(`world/${plan.seed}`);
    const draws = this.#random.branch('page');
    this.#uninstall = this.time.install(EPOCH_MS, () => draws.next());
    this.server = new TillServer(this.#random.branch('server'), () => Date.now());
    this.line = { online: true, fates: plan.fates };
    const first = this.#addMachine('A');
    first.boot();
    for (const happening of plan.happenings) {
      this.time.after(happening.at, () => this.#happen(happening));
    }
  }

  end(): void {
    for (const machine of this.machines) machine.die('kept');
    this.#uninstall();
  }

  count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** From now on nothing goes wrong any more. */
  heal(): void {
    this.time.note('heal');
    this.line.online = true;
    this.line.fates = {};
    this.#aimed = [];
    for (const machine of this.machines) {
      machine.isFull = false;
      if (!machine.life) machine.boot();
      this.#tellOnline(machine);
    }
  }

  #addMachine(name: string): Machine {
    const random = this.#random.branch(`machine-${name}`);
    const fates = this.#random.branch(`line-${name}`);
    const { time, server, line } = this;
    const machine: Machine = new Machine(name, {
      time,
      random,
      terminalId: server.terminalId,
      portsFor: (life) =>
        portsOver({ time, server, line, random: fates, fate: (fate) => this.count(fate) }, life),
      enrol: () => (line.online ? server.enrol() : null),
      onDurable: (which) => this.#strike(which, 'durable'),
      onOpen: (pos) => pos.sync.online(line.online),
    });
    this.machines.push(machine);
    return machine;
  }

  /** An aimed fault, at the very moment that it waits for. */
  #strike(machine: Machine, point: AimPoint): void {
    const aim = this.#aimed.find((each) => each.point === point);
    if (!aim || !machine.life) return;
    aim.nth -= 1;
    if (aim.nth > 0) return;
    this.#aimed = this.#aimed.filter((each) => each !== aim);
    this.count(`aimed ${aim.trouble} ${point}`);
    machine.die(aim.trouble === 'power-cut' ? 'cut' : 'kept');
    this.#bootLater(machine);
  }

  #bootLater(machine: Machine): void {
    this.time.after(BOOT_MS, () => {
      if (!machine.life) machine.boot();
    });
  }

  #happen(happening: Happening): void {
    const { is } = happening;
    this.time.note(`happens ${is}`);
    if (is === 'aimed') return void this.#aimed.push({ ...happening });
    if (is === 'back-up') {
      this.server.backUp();
      const [first] = this.machines;
      if (first) this.#past.push(first.profile());
      return;
    }
    const machine = this.#random.pick(this.machines);
    if (is === 'sell' || is === 'open-shift' || is === 'close-shift') {
      return this.#atWork(machine, is);
    }
    this.count(is);
    TROUBLE[is](this, machine, 'amount' in happening ? happening.amount : 0);
  }

  /** The cashier does something, inside of the page's own life. */
  #atWork(machine: Machine, is: 'sell' | 'open-shift' | 'close-shift'): void {
    const { page } = machine;
    if (!page) return;
    const act = is === 'close-shift' ? () => close(page) : () => this.#sell(machine, page);
    this.time.after(0, () => void act().catch(() => this.count('refused sale')), page.life);
  }

  async #sell(machine: Machine, page: Page): Promise<void> {
    const { pos, desk, life } = page;
    if (!pos.shift.get()) await openShift(pos, 10_000_000);
    const goods = [...pos.catalog.shelf.get().goods.values()];
    if (goods.length === 0) return;
    for (let lines = this.#random.between(1, 3); lines > 0; lines--) {
      desk.take(this.#random.pick(goods), { quantity: 1000 * this.#random.between(1, 3) });
    }
    const { cart } = desk;
    if (cart.lines.length === 0) return this.count('cart refused');
    const due = cart.lines.reduce((sum, line) => sum + (line.price * line.quantity) / 1000, 0);
    const cash = { tenderTypeId: 'cash', kind: 'cash' as const, amount: due, currency: 'UZS' };
    const answer = await desk.complete([cash], due, false);
    // A page that died meanwhile has shown and printed nothing.
    if (!life.alive || !answer.ok) return;
    const { record } = answer.sold;
    const { opId, operation, incarnation, seq } = record;
    this.time.note(`printed ${record.receiptNumber} ${opId}`);
    this.printed.push({
      opId,
      saleId: cart.cartId,
      number: record.receiptNumber ?? '',
      hash: operation.hash,
      incarnation,
      seq,
      machine: machine.name,
    });
    this.#strike(machine, 'printed');
  }

  #tellOnline(machine: Machine): void {
    const { page } = machine;
    if (page) this.time.after(0, () => page.pos.sync.online(this.line.online), page.life);
  }

  /**
   * Takes something away that no till can get back. Operations of which the last whole copy went
   * with it are excused; what was missing before is not.
   */
  #destroy(act: () => void): void {
    const before = this.#heldSomewhere();
    act();
    const after = this.#heldSomewhere();
    for (const opId of before) if (!after.has(opId)) this.excuses.lost.add(opId);
  }

  #heldSomewhere(): Set<string> {
    const held = new Set(this.server.books.ops.keys());
    for (const machine of this.machines) for (const opId of machine.wholeCopies()) held.add(opId);
    return held;
  }

  // What follows is done to the world by the troubles below.

  crash(machine: Machine, power: 'kept' | 'cut'): void {
    machine.die(power);
    this.#bootLater(machine);
  }

  offline(amount: number): void {
    this.line.online = false;
    for (const machine of this.machines) this.#tellOnline(machine);
    this.time.after(amount * OFFLINE_MS, () => {
      this.line.online = true;
      for (const machine of this.machines) this.#tellOnline(machine);
    });
  }

  evict(machine: Machine, what: 'journal' | 'copy' | 'all'): void {
    machine.die('kept');
    this.#destroy(() => {
      if (what !== 'copy') {
        this.excuses.evictions += 1;
        machine.idb.drop();
      }
      if (what !== 'journal') machine.folder.drop();
    });
    this.#bootLater(machine);
  }

  /** A profile of before is put back; `whole`: with everything beside IndexedDB. */
  rollBack(machine: Machine, amount: number, whole: boolean): void {
    const past = this.#past[Math.floor(amount * this.#past.length)];
    if (!past) return;
    machine.die('kept');
    if (whole) this.excuses.doubled = true;
    this.#destroy(() => machine.load(whole ? past : { idb: past.idb }));
    this.#bootLater(machine);
  }

  clone(machine: Machine): void {
    if (this.machines.length > 1) return;
    this.excuses.doubled = true;
    const twin = this.#addMachine('B');
    twin.load(machine.profile());
    this.#bootLater(twin);
  }

  spoil(machine: Machine, what: 'record' | 'copy'): void {
    const power = machine.life !== null;
    machine.die('kept');
    this.#destroy(() => {
      if (what === 'copy') machine.folder.spoil(this.#random);
      else machine.idb.spoil(machine.journal, 'operations', spoilBody);
    });
    if (power) this.#bootLater(machine);
  }

  /** The journal goes, and of the copy one byte is another. */
  hurtBoth(machine: Machine): void {
    machine.die('kept');
    this.#destroy(() => {
      this.excuses.evictions += 1;
      machine.idb.drop();
      machine.folder.spoil(this.#random);
    });
    this.#bootLater(machine);
  }

  full(machine: Machine, amount: number): void {
    machine.isFull = true;
    this.time.after(amount * FULL_MS, () => {
      machine.isFull = false;
    });
  }

  pause(machine: Machine): void {
    machine.die('kept');
    this.time.leap(LONG_PAUSE_MS);
    this.#bootLater(machine);
  }

  restore(amount: number): void {
    this.#destroy(() => void this.server.restore(Math.floor(amount * 3)));
  }

  get pages(): Pos[] {
    return this.machines.flatMap(({ page }) => (page ? [page.pos] : []));
  }
}

async function close({ pos }: Page): Promise<void> {
  if (pos.shift.get()) await closeShift(pos, 10_000_000);
}

/** A sale whose bytes have changed on the disk; null: not one of those. */
function spoilBody(value: object): object | null {
  const record = value as { state: string; operation: { body?: string } };
  const { body } = record.operation;
  if (record.state !== 'sealed' || body === undefined) return null;
  return { ...record, operation: { ...record.operation, body: body.replace('"n', '"m') } };
}

type Does = (world: TillWorld, machine: Machine, amount: number) => void;
const TROUBLE: Record<
  Exclude<Happening['is'], 'sell' | 'open-shift' | 'close-shift' | 'back-up' | 'aimed'>,
  Does
> = {
  'tab-crash': (world, machine) => world.crash(machine, 'kept'),
  'power-cut': (world, machine) => world.crash(machine, 'cut'),
  offline: (world, _, amount) => world.offline(amount),
  'journal-evicted': (world, machine) => world.evict(machine, 'journal'),
  'copy-evicted': (world, machine) => world.evict(machine, 'copy'),
  'all-evicted': (world, machine) => world.evict(machine, 'all'),
  'journal-rolled-back': (world, machine, amount) => world.rollBack(machine, amount, false),
  'profile-rolled-back': (world, machine, amount) => world.rollBack(machine, amount, true),
  cloned: (world, machine) => world.clone(machine),
  'record-spoilt': (world, machine) => world.spoil(machine, 'record'),
  'copy-spoilt': (world, machine) => world.spoil(machine, 'copy'),
  'evicted-and-spoilt': (world, machine) => world.hurtBoth(machine),
  'disk-full': (world, machine, amount) => world.full(machine, amount),
  'write-fails': (_, machine) => machine.failNext(),
  'clock-jumps': (_, machine, amount) => machine.jump(amount),
  frozen: (world, _, amount) => world.time.leap(amount * 10 * 60_000),
  'long-pause': (world, machine) => world.pause(machine),
  'server-restored': (world, _, amount) => world.restore(amount),
};
