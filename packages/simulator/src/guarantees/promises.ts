/** A run that writes its figures to `.data/<name>.json`. */
export type Evidence =
  | 'sim-a'
  | 'sim-a-twice'
  | 'sim-b'
  | 'sim-b-twice'
  | 'sim-c'
  | 'sim-d'
  | 'sim-bugs'
  | 'mutate';

export type Promised = {
  /** In plain words, for the owner of a shop. */
  promise: string;
  /** Rules of packages/contract/SPEC.md. */
  rules: readonly string[];
  /** Tests of the repository that hold it: file and the beginning of the title. */
  tests: readonly { file: string; title: string }[];
  /** Simulated runs that hold it too. */
  evidence: readonly Evidence[];
};

const LAYER_A = {
  file: 'packages/simulator/src/model/layer-a.test.ts',
  title: '[SALE2] [DEV5] [HELLO5] 200 worlds of tills',
};
const LAYER_B = {
  file: 'packages/simulator/src/client/layer.test.ts',
  title: '[SALE2] [DEV3] 50 seeds of the shipped till',
};
const RECOVERY = 'packages/pos/src/recovery/recovery.idb.test.ts';
const PUSH = 'packages/operations/src/sync/apply-push.pg.test.ts';
const RESTORED = 'apps/worker/src/restored.pg.test.ts';
const LEDGER = 'packages/operations/src/ledger/ledger.pg.test.ts';

/** What we promise, each with what holds us to it. */
export const PROMISES: readonly Promised[] = [
  {
    promise:
      'A receipt that was printed reaches the server, whatever breaks on the way, unless the till’s storage and its second copy are both destroyed before it was sent.',
    rules: ['SALE1', 'SALE2', 'DEV3', 'DEV5'],
    tests: [
      LAYER_A,
      LAYER_B,
      { file: RECOVERY, title: '[SALE2] a record whose bytes changed on the disk is healed' },
    ],
    evidence: ['sim-a', 'sim-b', 'sim-c', 'sim-d'],
  },
  {
    promise: 'No sale is counted twice, however often and by whatever way it is sent.',
    rules: ['PUSH4', 'SRV5'],
    tests: [
      { file: PUSH, title: '[PUSH4] [SRV5] pushed again, in another order and in parallel' },
      { file: PUSH, title: '[PUSH4] the same new operations from eight requests at once' },
    ],
    evidence: ['sim-a', 'sim-b', 'sim-c', 'sim-d'],
  },
  {
    promise:
      'Nothing but a failed write to the till’s own disk stops a sale: no missing network, no server, no old version.',
    rules: ['SALE3'],
    tests: [LAYER_A],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise: 'One bad operation never holds back its neighbours.',
    rules: ['PUSH6', 'SEND6'],
    tests: [
      { file: PUSH, title: '[PUSH6] [SRV2] one poison operation does not hold back' },
      {
        file: 'packages/sync-core/src/recovery.test.ts',
        title: '[SEND6] what was set aside follows one by one',
      },
    ],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise: 'Stock is what it was at the beginning and the sum of all its movements.',
    rules: ['SRV16'],
    tests: [
      { file: PUSH, title: '[SRV16] stock is opening plus the sum of movements' },
      {
        file: 'packages/outside-checker/src/outside-checker.pg.test.ts',
        title: '[SRV16] a stock that its movements do not explain is found (I3)',
      },
    ],
    evidence: ['sim-a', 'sim-c'],
  },
  {
    promise: 'Whoever sold more than there was is flagged once, and nobody who came before.',
    rules: ['SRV15'],
    tests: [
      {
        file: 'packages/outside-checker/src/outside-checker.pg.test.ts',
        title: '[SRV15] an oversell without its flag, or a flag without its oversell',
      },
    ],
    evidence: ['sim-a', 'sim-c'],
  },
  {
    promise: 'What one shop’s till sees is its own chain’s: no row crosses to another.',
    rules: ['ID12'],
    tests: [LAYER_A],
    evidence: ['sim-a', 'sim-c'],
  },
  {
    promise:
      'In quiet every till shows what the server has: every row, none deleted, none left out.',
    rules: ['PULL1', 'PULL2'],
    tests: [
      {
        file: 'packages/operations/src/sync/pull.pg.test.ts',
        title: '[PULL2] under 8 concurrent writers a fast reader misses nothing',
      },
    ],
    evidence: ['sim-a', 'sim-c'],
  },
  {
    promise:
      'When the server is put back to an older state, announced or not, the tills find it and bring everything back.',
    rules: ['RESTORE1', 'RESTORE5', 'HELLO5'],
    tests: [
      {
        file: RESTORED,
        title: 'ahead of the feed: the epoch is raised once, with an incident and a job',
      },
      { file: RECOVERY, title: '[HELLO5] what a restored server lost of an earlier incarnation' },
    ],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise: 'A terminal that was revoked stays revoked, also after a restore.',
    rules: ['RESTORE8'],
    tests: [
      { file: RESTORED, title: '[RESTORE8] stays revoked when its revocation is known outside' },
    ],
    evidence: ['sim-a'],
  },
  {
    promise: 'What was erased at a person’s wish does not come back, also after a restore.',
    rules: ['RESTORE9', 'OP18'],
    tests: [
      {
        file: 'packages/operations/src/recovery/erasure.pg.test.ts',
        title: '[RESTORE9] an erased customer is erased again after a restore',
      },
    ],
    evidence: ['sim-a'],
  },
  {
    promise: 'A copied profile or one that was put back is found, and nothing of it is mixed up.',
    rules: ['ID16', 'HELLO10'],
    tests: [
      { file: RESTORED, title: '[HELLO10] every end that was named is asked for until it is held' },
      { file: RECOVERY, title: '[ID16] a fork opens a new incarnation' },
    ],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise: 'A loss that cannot be helped is counted and told to the owner, never passed over.',
    rules: ['CASE20', 'REPORT1'],
    tests: [
      { file: LEDGER, title: '[CASE20] silent for 14 days with something unsent' },
      { file: RECOVERY, title: '[REPORT1] a number that neither copy has is reported as lost' },
    ],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise: 'Once everything works again the queue is empty within two minutes and its backlog.',
    rules: ['SEND1', 'SEND8'],
    tests: [
      {
        file: 'packages/sync-core/src/world.property.test.ts',
        title: '[SEND8] a terminal with something unsent keeps asking',
      },
    ],
    evidence: ['sim-a', 'sim-b'],
  },
  {
    promise:
      'Books that do not add up are found by a program that shares nothing with the product.',
    rules: ['SALE2', 'SRV16', 'SRV15', 'ID16', 'ID5'],
    tests: [
      {
        file: 'packages/outside-checker/src/outside-checker.pg.test.ts',
        title: '[SALE2] a printed receipt that is not held, or over another sum, is found (I1)',
      },
      {
        file: 'packages/outside-checker/src/outside-checker.pg.test.ts',
        title: '[ID16] a broken chain and a changed body are found (I11)',
      },
    ],
    evidence: ['sim-c'],
  },
  {
    promise: 'The checks check: every mistake that we planted on purpose was found by them.',
    rules: [],
    tests: [
      {
        file: 'packages/simulator/src/bugs/bugs.test.ts',
        title: 'every planted bug still finds its place, and changes it',
      },
    ],
    evidence: ['sim-bugs', 'mutate'],
  },
  {
    promise: 'A failure can be looked at again: the same seed runs the same, event by event.',
    rules: [],
    tests: [
      {
        file: 'packages/simulator/src/model/layer-a.test.ts',
        title: 'the same seed runs the same twice, and another one otherwise',
      },
    ],
    evidence: ['sim-a-twice', 'sim-b-twice'],
  },
];
