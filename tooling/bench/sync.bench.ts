/**
 * Stored sales a second and CPU a sale, side by side in one run: hand-written SQL (the limit), our
 * operation, our whole HTTP path, a natural Prisma transaction. fsync and row security are on.
 * `-- sync [--connections 1,8,32] [--seconds 3] [--rounds 3] [--ways limit,batches]`
 */
import { RealWorker } from '@oson/simulator';
import { atLeast, atMost, type BenchReport, type Goal } from './report.ts';
import { type BenchDatabase, startBenchDatabase } from './sync/bench-database.ts';
import { Child } from './sync/child.ts';
import { processCpuMs, serverCpuMs } from './sync/cpu.ts';
import { type Figures, figuresOf, type Slot } from './sync/figures.ts';
import { type Order, type Run, sizeOf, WAYS, type Way } from './sync/protocol.ts';
import { makeShops } from './sync/shops.ts';

const PLAN = { shops: 200, terminals: WAYS.length, skus: 1000 };
const PROCESS = `${import.meta.dirname}/sync/bench-process.ts`;
const BY_SERVICE: readonly Way[] = ['operation', 'unwalled', 'natural'];
/** Sales a second that a way is thought to reach before it has shown what it can. */
const FIRST_GUESS = 400;
/** More is made ready than the last run took, so that a faster one does not run dry. */
const MARGIN = 1.6;

/** What each connection has done before it is measured: statements prepared, code compiled. */
const WARM_UNITS = 8;

type Wanted = { connections: number[]; seconds: number; rounds: number; ways: Way[] };
type Stage = {
  database: BenchDatabase;
  worker: RealWorker;
  load: Child<Order>;
  service: Child<Order>;
  /** Sales a second of each way so far. */
  speeds: Map<Way, number>;
};

export default async function syncBench(args: string[]): Promise<BenchReport> {
  const wanted = wantedOf(args);
  const database = await startBenchDatabase();
  const shops = await makeShops(database.ownerUrl, PLAN);
  const worker = await RealWorker.start(database.urls);
  const load = new Child<Order>(PROCESS);
  const service = new Child<Order>(PROCESS);
  const stage: Stage = { database, worker, load, service, speeds: new Map() };
  try {
    const { urls, ownerUrl } = database;
    const setup = { urls, ownerUrl, workerUrl: worker.url, shops };
    for (const child of [load, service]) await child.ask({ do: 'setup', setup });
    const figures: Record<number, Partial<Record<Way, Figures>>> = {};
    for (const connections of wanted.connections) {
      figures[connections] = await measure(stage, wanted, connections);
    }
    return reportOf(figures);
  } finally {
    load.stop();
    service.stop();
    await worker.stop();
    await database.stop();
  }
}

function wantedOf(args: string[]): Wanted {
  const value = (name: string) => args[args.indexOf(`--${name}`) + 1] ?? '';
  const given = (name: string) => (args.includes(`--${name}`) ? value(name).split(',') : null);
  return {
    connections: (given('connections') ?? ['1', '8', '32']).map(Number),
    seconds: Number(given('seconds')?.[0] ?? 3),
    rounds: Number(given('rounds')?.[0] ?? 3),
    ways: (given('ways') as Way[] | null) ?? [...WAYS],
  };
}

async function measure(stage: Stage, wanted: Wanted, connections: number) {
  const slots = new Map<Way, Slot[]>(wanted.ways.map((way) => [way, []]));
  for (const way of wanted.ways) {
    const least = connections * WARM_UNITS;
    await oneSlot(stage, way, { connections, seconds: 1, least });
  }
  for (let round = 0; round < wanted.rounds; round++) {
    // Back and forth, so that no way always runs behind the same other.
    const order = round % 2 === 0 ? wanted.ways : wanted.ways.toReversed();
    for (const way of order) {
      const { seconds } = wanted;
      slots.get(way)?.push(await oneSlot(stage, way, { connections, seconds, least: 1 }));
    }
  }
  const figures: Partial<Record<Way, Figures>> = {};
  for (const [way, ofWay] of slots) figures[way] = figuresOf(ofWay);
  return figures;
}

async function oneSlot(
  stage: Stage,
  way: Way,
  how: { connections: number; seconds: number; least: number },
): Promise<Slot> {
  const { database, worker, load, service, speeds } = stage;
  const child = BY_SERVICE.includes(way) ? service : load;
  const sales = (speeds.get(way) ?? FIRST_GUESS) * how.seconds * MARGIN;
  const units = Math.ceil(Math.max(sales / sizeOf(way), how.least)) + how.connections * 2;
  await child.ask({ do: 'prepare', way, units });
  await untilQuiet(worker.pid);
  const measured = child === service ? service.pid : way === 'limit' ? null : worker.pid;
  const nodeMs = () => (measured === null ? 0 : processCpuMs(measured));
  const [nodeBefore, serverBefore] = [nodeMs(), serverCpuMs(database.pid)];
  const run = await child.ask<Run>({ do: 'run', way, ...how });
  const slot: Slot = {
    ...run,
    nodeMs: nodeMs() - nodeBefore,
    serverMs: serverCpuMs(database.pid) - serverBefore,
  };
  speeds.set(way, run.sales / run.seconds);
  console.log(
    `${how.connections} connections, ${way}: ${(run.sales / run.seconds).toFixed(0)} sales/s,` +
      ` Node ${(slot.nodeMs / run.sales).toFixed(3)} + Postgres` +
      ` ${(slot.serverMs / run.sales).toFixed(3)} ms a sale${run.ranDry ? ' (ran dry)' : ''}`,
  );
  return slot;
}

const LOOK_MS = 500;
const QUIET_MS = 50;
const LOOKS_MAX = 120;

/** Waits until the worker has done the jobs that earlier slots have left: each way pays for its own. */
async function untilQuiet(pid: number): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look++) {
    const before = processCpuMs(pid);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (processCpuMs(pid) - before <= QUIET_MS) return;
  }
}

function reportOf(by: Record<number, Partial<Record<Way, Figures>>>): BenchReport {
  const report: BenchReport = { bench: 'sync', figures: {}, ratios: {}, goals: {} };
  for (const [connections, ways] of Object.entries(by)) {
    const name = (text: string) => `${connections}: ${text}`;
    for (const [way, figures] of Object.entries(ways)) {
      for (const [what, value] of Object.entries(figures)) {
        report.figures[name(`${way}, ${what}`)] = value;
      }
    }
    const ratio = (above: Way, below: Way, what: keyof Figures = 'sales/s') =>
      (ways[above]?.[what] ?? Number.NaN) / (ways[below]?.[what] ?? Number.NaN);
    const ratios = {
      'batches / limit': ratio('batches', 'limit'),
      'operation / limit': ratio('operation', 'limit'),
      'batches / natural': ratio('batches', 'natural'),
      'single / natural': ratio('single', 'natural'),
      'row security on / off': ratio('operation', 'unwalled'),
    };
    for (const [what, value] of Object.entries(ratios)) {
      if (!Number.isNaN(value)) report.ratios[name(what)] = value;
    }
    if (connections === '8') report.goals = goalsOf(ratios, ways.batches);
  }
  return report;
}

function goalsOf(ratios: Record<string, number>, batches?: Figures): Record<string, Goal> {
  const of = (name: string) => ratios[name] ?? Number.NaN;
  const cpu =
    (batches?.['Node CPU, ms a sale'] ?? Number.NaN) + (batches?.['Postgres CPU, ms a sale'] ?? 0);
  return {
    'batches / limit': atLeast(0.5, of('batches / limit')),
    'batches, CPU ms a sale': atMost(0.6, cpu),
    'batches / natural': atLeast(35, of('batches / natural')),
    'single / natural': atLeast(8, of('single / natural')),
    'row security on / off': atLeast(0.85, of('row security on / off')),
  };
}
