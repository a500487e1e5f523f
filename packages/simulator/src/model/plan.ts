import { Random } from './random.ts';
import { FURTHER_THEMES, THEMES } from './themes.ts';

/** Where in the protocol a fault may be aimed: a step of a device, or one of the server's marks. */
export const DEVICE_POINTS = [
  'seal-begun',
  'seal-durable',
  'printed',
  'copied',
  'hello-answered',
  'hello-saved',
  'push-sent',
  'push-answered',
  'results-saved',
  'pull-answered',
  'rows-saved',
  'renew-answered',
] as const;
export const SERVER_POINTS = [
  'received',
  'op-inserted',
  'stock-locked',
  'rows-written',
  'before-counter',
  'before-commit',
  'committed',
  'before-reply',
] as const;
export type DevicePoint = (typeof DEVICE_POINTS)[number];
export type ServerPoint = (typeof SERVER_POINTS)[number];

export const DEVICE_FAULTS = [
  'power-cut',
  'tab-crash',
  'evict-all',
  'evict-journal',
  'corrupt',
  'roll-back',
  'clone',
  'cut-line',
  'server-restore',
  'server-crash',
  'second-tab',
] as const;
export const SERVER_FAULTS = ['server-crash', 'server-restore', 'moment-fault'] as const;
export type DeviceFault = (typeof DEVICE_FAULTS)[number];
export type ServerFault = (typeof SERVER_FAULTS)[number];

/** A fault at the nth time that anybody passes a point. */
export type Aim =
  | { point: DevicePoint; nth: number; fault: DeviceFault }
  | { point: ServerPoint; nth: number; fault: ServerFault };

/** Probabilities of a request's fate; each draws for itself. */
export const LINE_FAULTS = [
  'drop-request',
  'drop-answer',
  'delay',
  'duplicate',
  'truncate',
  'portal',
  'limit',
  'busy',
  'gateway',
  'half-open',
  'nonce',
  'too-large',
  'signature',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** What happens at random times, and how often in a seed. */
export const RANDOM_ACTS = [
  ...DEVICE_FAULTS,
  'offline',
  'shut-down',
  'frozen',
  'clock-jump',
  'full-disk',
  'price-change',
  'delete-row',
  'new-row',
  'goods-receipt',
  'new-kind',
  'revoke',
  'suspend',
  'close-tenant',
  'erase',
  'export',
  'poison',
  'new-type',
  'long-pause',
  'deploy',
  'update-app',
  'move',
  'compact',
  'bad-cursor',
] as const;
export type RandomAct = (typeof RANDOM_ACTS)[number];
/** What only a script does. */
export type ScriptedAct =
  | RandomAct
  | 'restore-oldest'
  | 'copy-lost'
  | 'enrol-new'
  | 'cut-off'
  | 'sell';
/** At a share of the trading time, on the nth device that there is then; -1 = the newest. */
export type Scripted = { at: number; act: ScriptedAct; device: number };

/** All that a seed decides before the first event. Plain data: a shrunk plan is one with less in it. */
export type Plan = {
  seed: number;
  tenants: number;
  terminalsPerTenant: number;
  salesPerTerminal: number;
  tradingMs: number;
  line: Partial<Record<LineFault, number>>;
  acts: Partial<Record<RandomAct, number>>;
  aims: Aim[];
  /** Pages of a pull are this small. */
  pageRows: number;
  snapshots: boolean;
  /** What happens in this order, beside what is drawn. */
  script?: readonly Scripted[];
  /** All terminals of a tenant stand in one store. */
  isOneStore?: boolean;
  /** How many of the operations take a sale back; about one in eight else. */
  voidShare?: number;
};

/** Every so many seeds one follows a theme: faults that a swarm brings together too seldom. */
const THEME_EVERY = 4;

/** The plan of a seed: a swarm, or a theme with the swarm's other draws. */
export function planOf(seed: number): Plan {
  const plan = swarmOf(seed);
  const turn = Math.floor(seed / THEME_EVERY);
  const themes = seed % THEME_EVERY === 0 ? THEMES : seed % 8 === 6 ? FURTHER_THEMES : [];
  const theme = themes[(themes === THEMES ? turn : turn >> 1) % themes.length];
  if (!theme) return plan;
  return { ...plan, acts: {}, aims: [], ...theme(new Random(`theme/${seed}`)) };
}

/** Swarm: each seed leaves about half of the faults out and draws how hard the others come. */
export function swarmOf(seed: number): Plan {
  const random = new Random(`plan/${seed}`);
  const line: Plan['line'] = {};
  for (const fault of LINE_FAULTS) {
    if (random.chance(0.45)) line[fault] = random.pick([0.01, 0.03, 0.08, 0.2]);
  }
  const acts: Plan['acts'] = {};
  for (const act of RANDOM_ACTS) {
    if (random.chance(rarity(act))) acts[act] = random.between(1, act === 'offline' ? 5 : 3);
  }
  const aims: Aim[] = [];
  for (let count = random.between(0, 5); count > 0; count--) aims.push(anAim(random));
  return {
    seed,
    tenants: random.chance(0.5) ? 2 : 1,
    terminalsPerTenant: random.between(1, 3),
    salesPerTerminal: random.between(4, 16),
    tradingMs: random.between(6, 20) * 60_000,
    line,
    acts,
    aims,
    pageRows: random.pick([2, 5, 20, 1000]),
    snapshots: random.chance(0.35),
  };
}

function rarity(act: RandomAct): number {
  switch (act) {
    case 'price-change':
    case 'goods-receipt':
    case 'delete-row':
    case 'new-row':
      return 0.7;
    case 'evict-all':
    case 'close-tenant':
    case 'move':
    case 'clone':
      return 0.12;
    default:
      return 0.28;
  }
}

function anAim(random: Random): Aim {
  const nth = random.pick([1, 1, 2, 3, 5, 8]);
  if (random.chance(0.35)) {
    return { point: random.pick(SERVER_POINTS), nth, fault: random.pick(SERVER_FAULTS) };
  }
  const fault = random.chance(0.5) ? 'power-cut' : random.pick(DEVICE_FAULTS);
  return { point: random.pick(DEVICE_POINTS), nth, fault };
}
