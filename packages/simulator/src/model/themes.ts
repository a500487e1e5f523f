import type { Plan, Scripted } from './plan.ts';
import type { Random } from './random.ts';

type Theme = (random: Random) => Partial<Plan>;

/** Much at once in one store: requests overlap, and the office writes between them. */
const rush: Theme = () => ({
  tenants: 1,
  terminalsPerTenant: 4,
  isOneStore: true,
  salesPerTerminal: 30,
  tradingMs: 50_000,
  line: {},
  acts: { 'price-change': 25, 'new-row': 25, 'goods-receipt': 15 },
  snapshots: false,
});

/** A copied profile without a line: both machines sell, and take back the same sales. */
const twins: Theme = (random) => ({
  terminalsPerTenant: 1,
  salesPerTerminal: random.between(4, 8),
  line: {},
  voidShare: 0.6,
  script: [
    { at: 0.4 + random.next() / 5, act: 'clone', device: 0 },
    { at: 0.61, act: 'cut-off', device: 0 },
    { at: 0.61, act: 'cut-off', device: -1 },
  ],
});

/** What an earlier life had acknowledged is lost by a restore. */
const earlierLife: Theme = () => ({
  terminalsPerTenant: 1,
  salesPerTerminal: 20,
  tradingMs: 900_000,
  line: {},
  script: [
    { at: 0.15, act: 'clone', device: 0 },
    ...[0.2, 0.25, 0.3].map((at): Scripted => ({ at, act: 'sell', device: -1 })),
    { at: 0.45, act: 'restore-oldest', device: 0 },
  ],
});

/** Hellos come through and pushes hardly; the second copy goes, and then a record is spoilt. */
const spoilt: Theme = (random) => ({
  terminalsPerTenant: 2,
  line: { busy: 0.4, limit: 0.2, 'too-large': 0.5 },
  script: [0, 1].flatMap((device): Scripted[] => [
    { at: 0.6 + random.next() / 5, act: 'copy-lost', device },
    { at: 0.85, act: 'corrupt', device },
  ]),
});

/** A terminal that the restored server does not know sends its sales by another one's hand. */
const carried: Theme = () => ({
  tenants: 1,
  terminalsPerTenant: 2,
  line: {},
  tradingMs: 900_000,
  script: [
    { at: 0.01, act: 'enrol-new', device: 0 },
    { at: 0.2, act: 'cut-off', device: -1 },
    { at: 0.3, act: 'restore-oldest', device: 0 },
    { at: 0.6, act: 'export', device: -1 },
    { at: 0.8, act: 'export', device: -1 },
  ],
});

/** What an older server could not read is put right twice at once. */
const settledTwice: Theme = () => ({
  line: {},
  script: [
    { at: 0.05, act: 'new-type', device: 0 },
    { at: 0.1, act: 'new-type', device: 1 },
    { at: 0.7, act: 'deploy', device: 0 },
    { at: 0.7, act: 'deploy', device: 0 },
    { at: 0.9, act: 'deploy', device: 1 },
  ],
});

/** One restore after the other while some are away. */
const restores: Theme = (random) => ({
  terminalsPerTenant: 2,
  line: {},
  script: [0.4, 0.6, 0.8].flatMap((at): Scripted[] => [
    { at: at - 0.05, act: 'offline', device: random.between(0, 1) },
    { at, act: 'server-restore', device: 0 },
  ]),
});

/** An older state of a profile is put back while the server has heard of more than it has. */
const putBack: Theme = () => ({
  terminalsPerTenant: 2,
  salesPerTerminal: 16,
  line: { busy: 0.4, limit: 0.3, 'too-large': 0.4 },
  script: [0.45, 0.6, 0.75, 0.9].map((at, index): Scripted => {
    return { at, act: 'roll-back', device: index % 2 };
  }),
});

/** What was erased is lost by a restore, and offered again without its body. */
const erasedAndLost: Theme = () => ({
  terminalsPerTenant: 2,
  salesPerTerminal: 40,
  tradingMs: 900_000,
  voidShare: 0,
  line: {},
  script: [
    ...[0.2, 0.22, 0.24, 0.26].map((at): Scripted => ({ at, act: 'erase', device: 0 })),
    { at: 0.32, act: 'restore-oldest', device: 0 },
  ],
});

/** Two more, in seeds of their own. */
export const FURTHER_THEMES: readonly Theme[] = [putBack, erasedAndLost];

export const THEMES: readonly Theme[] = [
  rush,
  twins,
  earlierLife,
  spoilt,
  carried,
  settledTwice,
  restores,
];
