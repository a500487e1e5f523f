import { sha256Hex } from '@oson/contract';
import type { Plan, ServerFault, ServerPoint } from '../plan.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Random } from '../random.ts';
import { copyOf, type Incarnation, type Terminal, type TenantDb } from './tenant-db.ts';
import { type Act, MomentFault, RefusedRequest, type Wait } from './transact.ts';

export type Reply = {
  status: number | null;
  code: string | null;
  details: Readonly<Record<string, unknown>>;
  body: unknown;
};
export type Who = { db: TenantDb; terminal: Terminal; incarnation: Incarnation };

type Backup = { at: number; dbs: Map<string, TenantDb> };
type Process = {
  act: Act<unknown>;
  life: number;
  db: string;
  locks: Set<string>;
  /** An error to be thrown into it at its next turn. */
  fault: Error | null;
  done: (reply: Reply) => void;
};

const HOUR_MS = 3_600_000;
export const RESTORE_WINDOW_MS = 35 * 24 * HOUR_MS;

/**
 * A server of the protocol in memory, written apart from the product's: requests overlap, hold
 * locks, and may die at eight marks; backups are restored without a word to anybody.
 */
export class ModelServer {
  readonly dbs = new Map<string, TenantDb>();
  /** Outside the backup, as RESTORE9 asks. */
  readonly erased = new Set<string>();
  readonly secret = 'a key that is not in the database';
  readonly knownTypes = new Set(['sale', 'void', 'customer.create', 'cash.move']);
  readonly plan: Plan;
  readonly clock: Clockwork;
  readonly random: Random;
  backups: Backup[] = [];
  life = 0;
  upAt = 0;
  restores = 0;
  /** Asked at every mark; may answer a fault. */
  onMark: (point: ServerPoint) => ServerFault | null = () => null;
  readonly #locks = new Map<string, { owner: Process; line: Process[] }>();
  #running = 0;

  constructor(plan: Plan, clock: Clockwork, random: Random) {
    this.plan = plan;
    this.clock = clock;
    this.random = random;
  }

  get idle(): boolean {
    return this.#running === 0;
  }

  bytes = (): string => this.random.hex(8);
  now = (): number => this.clock.now;

  backup(): void {
    const dbs = new Map([...this.dbs].map(([id, db]) => [id, copyOf(db)]));
    this.backups.push({ at: this.clock.now, dbs });
    if (this.backups.length > 4) this.backups.shift();
  }

  /** `stableThrough`: no restore goes behind it. */
  stableThrough(): number {
    return this.clock.now - RESTORE_WINDOW_MS;
  }

  /** Point-in-time restore behind our back: nobody is told, the epoch stays as it was. */
  restore(
    choose = (usable: readonly Backup[]): Backup | undefined => this.random.pick(usable),
  ): boolean {
    const usable = this.backups.filter(({ at }) => at >= this.stableThrough());
    const chosen = usable.length > 0 ? choose(usable) : undefined;
    if (!chosen) return false;
    const { at, dbs } = chosen;
    this.crash(this.random.between(100, 5000));
    this.dbs.clear();
    for (const [id, db] of dbs) this.dbs.set(id, copyOf(db));
    this.backups = this.backups.filter((backup) => backup.at <= at);
    this.restores += 1;
    for (const db of this.dbs.values()) this.#eraseAgain(db);
    return true;
  }

  /** The digests outlive the restore; terminals are told anew, because their books say posted. */
  #eraseAgain(db: TenantDb): void {
    for (const [opId, stored] of db.ops) {
      const { body, ...rest } = stored.op;
      if (body === undefined || stored.op.type !== 'customer.create') continue;
      const bodyDigest = sha256Hex(body);
      if (!this.erased.has(bodyDigest)) continue;
      db.ops.set(opId, { ...stored, op: { ...rest, bodyDigest }, state: 'erased' });
      db.n += 1;
      db.bytes.set(db.n, this.bytes());
      const data = { opId, is: 'erased', n: db.n, flags: stored.flags };
      const row = { kind: 'outcome', id: opId, version: db.n, data, store: null };
      db.rows.set(`outcome:${opId}`, { ...row, terminal: stored.terminal });
    }
  }

  /** Every request under way dies where it stands; what was not committed is gone. */
  crash(downMs: number): void {
    this.life += 1;
    this.upAt = Math.max(this.upAt, this.clock.now + downMs);
    this.#locks.clear();
    this.#running = 0;
  }

  /** Starts a request; `done` is never called when the server dies under it. */
  run(db: string, act: Act<unknown>, done: (reply: Reply) => void): void {
    const process: Process = { act, life: this.life, db, locks: new Set(), fault: null, done };
    this.#running += 1;
    this.#resume(process);
  }

  #resume(process: Process): void {
    if (process.life !== this.life) return;
    let turn: IteratorResult<Wait, unknown>;
    try {
      const { fault } = process;
      process.fault = null;
      turn = fault ? process.act.throw(fault) : process.act.next();
    } catch (error) {
      return this.#end(process, refusalOf(error));
    }
    if (turn.done) return this.#end(process, answered(turn.value));
    const wait = turn.value;
    if ('lock' in wait) return this.#lock(process, `${process.db}/${wait.lock}`);
    if ('unlock' in wait) {
      this.#unlock(process);
      return this.#resume(process);
    }
    this.#mark(process, wait.mark);
  }

  #mark(process: Process, point: ServerPoint): void {
    const fault = this.onMark(point);
    if (process.life !== this.life) return;
    if (fault === 'moment-fault') {
      this.#unlock(process);
      process.fault = new MomentFault('deadlock');
    }
    this.clock.after(this.random.between(0, 12), 'server', () => this.#resume(process));
  }

  #lock(process: Process, name: string): void {
    const held = this.#locks.get(name);
    if (held && held.owner !== process) {
      held.line.push(process);
      return;
    }
    if (!held) this.#locks.set(name, { owner: process, line: [] });
    process.locks.add(name);
    this.#resume(process);
  }

  #unlock(process: Process): void {
    for (const name of process.locks) {
      const next = this.#locks.get(name)?.line.shift();
      if (!next) {
        this.#locks.delete(name);
        continue;
      }
      const line = this.#locks.get(name)?.line ?? [];
      this.#locks.set(name, { owner: next, line });
      next.locks.add(name);
      this.clock.after(0, 'lock', () => this.#resume(next));
    }
    process.locks.clear();
  }

  #end(process: Process, reply: Reply): void {
    this.#unlock(process);
    this.#running -= 1;
    process.done(reply);
  }
}

export const answered = (body: unknown): Reply => ({ status: 200, code: null, details: {}, body });

export function refusalOf(error: unknown): Reply {
  if (error instanceof MomentFault) {
    return { status: 503, code: 'BUSY', details: { delayMs: 1000 }, body: null };
  }
  if (!(error instanceof RefusedRequest)) throw error;
  const { status, code, details } = error;
  return { status, code, details, body: null };
}
