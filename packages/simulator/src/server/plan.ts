import { Random } from '../model/random.ts';
import type { Mode } from './scheduler.ts';

/** Faults by the place at which they strike. */
export const FAULTS = {
  /** Before any statement of a request. */
  statement: ['backend-killed', 'moment-fault', 'data-fault', 'worker-ended', 'restore', 'backup'],
  /** At the end of a transaction: the answer to a commit is what nobody can do without. */
  commit: ['lost-before-commit', 'lost-after-commit', 'worker-ended', 'restore', 'backup'],
  /** While a statement waits for a lock. */
  lock: ['lock-timeout', 'worker-ended', 'backend-killed'],
} as const;
export type Point = keyof typeof FAULTS;
export type Fault = (typeof FAULTS)[Point][number];
/** A fault at the nth time that any request passes such a place. */
export type Aim = { point: Point; nth: number; fault: Fault };

export const LINE_FAULTS = ['lost-request', 'lost-answer', 'duplicate'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export const OFFICE_ACTS = [
  'goods-receipt',
  'goods-receipt-twice',
  'stock-count',
  'write-off',
  'price-change',
  'price-race',
  'erase',
  'revoke',
  'retry-job',
  'answer-flag',
] as const;
export type OfficeAct = (typeof OFFICE_ACTS)[number];

/** All that a seed decides before the first step; plain data, and what is left of it when shrunk. */
export type Plan = {
  seed: number;
  mode: Mode;
  tenants: number;
  tillsPerTenant: number;
  rounds: number;
  /** Operations a till seals in a round, at most. */
  opsPerRound: number;
  /** Operations in a push, at most. */
  batch: number;
  pageRows: number;
  /** A copied profile goes on selling beside its origin. */
  clone: boolean;
  line: Partial<Record<LineFault, number>>;
  acts: OfficeAct[];
  aims: Aim[];
};

/** Swarm: each seed leaves much out and draws how hard the rest comes. */
export function planOf(seed: number): Plan {
  const random = new Random(`server-plan/${seed}`);
  const tenants = random.chance(0.25) ? 2 : 1;
  const line: Plan['line'] = {};
  for (const fault of LINE_FAULTS) {
    if (random.chance(0.5)) line[fault] = random.pick([0.05, 0.15, 0.35]);
  }
  const acts: OfficeAct[] = [];
  for (const act of OFFICE_ACTS) {
    if (random.chance(act === 'revoke' ? 0.1 : 0.3)) acts.push(act);
  }
  const aims: Aim[] = [];
  for (let count = random.between(0, 4); count > 0; count--) aims.push(anAim(random));
  return {
    seed,
    mode: random.pick(['even', 'even', 'sticky', 'ranked']),
    tenants,
    tillsPerTenant: tenants === 2 ? random.between(1, 2) : random.between(2, 3),
    rounds: random.between(1, 3),
    opsPerRound: random.between(1, 4),
    batch: random.pick([1, 3, 10]),
    pageRows: random.pick([5, 20, 500]),
    clone: random.chance(0.12),
    line,
    acts,
    aims,
  };
}

function anAim(random: Random): Aim {
  const point = random.pick(['statement', 'commit', 'commit', 'lock'] as const);
  const nth =
    point === 'statement' ? random.between(1, 160) : random.between(1, point === 'commit' ? 20 : 4);
  return { point, nth, fault: random.pick(FAULTS[point]) };
}
