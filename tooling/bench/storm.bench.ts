/**
 * A storm: 1 000 terminals with 200 queued sales each come back at once while others go on selling.
 * `-- storm [--shops 200] [--each 5] [--sales 200]`
 */
import { RealWorker } from '@oson/simulator';
import pg from 'pg';
import { atLeast, atMost, type BenchReport } from './report.ts';
import type { Drained, Sold, StormOrder } from './storm/storm-process.ts';
import { type BenchDatabase, startBenchDatabase } from './sync/bench-database.ts';
import { Child } from './sync/child.ts';
import { percentile } from './sync/figures.ts';
import { type BenchShop, makeShops } from './sync/shops.ts';

const PROCESS = `${import.meta.dirname}/storm/storm-process.ts`;
const PROCESSES = 2;
const SKUS = 300;
const CALM_CONNECTIONS = 8;
/** Sales of the calm run, which says what the whole path can do in batches. */
const CALM_SALES = 100;
const LIVE_SHOPS = 10;
const LIVE_PAUSE_MS = 500;
const LIVE_P99_MS = 1000;

type Size = { shops: number; each: number; sales: number };
type Stage = { database: BenchDatabase; url: string; shops: BenchShop[]; size: Size };
type Figures = { calm: number; storm: Drained; live: number[]; storedOnce: number };

export default async function stormBench(args: string[]): Promise<BenchReport> {
  const number = (name: string, usual: number) => {
    return args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : usual;
  };
  const size = {
    shops: number('shops', 200),
    each: number('each', 5),
    sales: number('sales', 200),
  };
  const database = await startBenchDatabase();
  const worker = await RealWorker.start(database.urls);
  try {
    // Storm terminals first, then one that goes on selling and one for the calm run.
    const plan = { shops: size.shops, terminals: size.each + 2, skus: SKUS };
    const shops = await makeShops(database.ownerUrl, plan);
    return reportOf(await blow({ database, url: worker.url, shops, size }), size);
  } finally {
    await worker.stop();
    await database.stop();
  }
}

async function blow(stage: Stage): Promise<Figures> {
  const { shops, size } = stage;
  const calm = await calmly(stage);
  const live = await children(stage, [shops.slice(0, LIVE_SHOPS)], [size.each]);
  const parts = Array.from({ length: PROCESSES }, (_, part) =>
    shops.filter((_shop, index) => index % PROCESSES === part),
  );
  const indexes = Array.from({ length: size.each }, (_, index) => index);
  const storms = await children(stage, parts, indexes);
  try {
    await Promise.all(storms.map((child) => child.ask({ do: 'seal', sales: size.sales })));
    for (const child of live) await child.ask({ do: 'sell', pauseMs: LIVE_PAUSE_MS });
    const drained = await Promise.all(
      storms.map((child) => child.ask<Drained>({ do: 'drain', connections: 10_000 })),
    );
    const sold = await Promise.all(live.map((child) => child.ask<Sold>({ do: 'stop-selling' })));
    return {
      calm,
      storm: {
        stored: drained.reduce((sum, { stored }) => sum + stored, 0),
        seconds: Math.max(...drained.map(({ seconds }) => seconds)),
        refused: drained.reduce((sum, { refused }) => sum + refused, 0),
      },
      live: sold.flatMap(({ latencies }) => latencies).sort((a, b) => a - b),
      storedOnce: await countStored(stage),
    };
  } finally {
    for (const child of [...live, ...storms]) child.stop();
  }
}

async function children(
  { url, ...stage }: Stage,
  parts: BenchShop[][],
  terminals: number[],
): Promise<Child<StormOrder>[]> {
  const made = parts.map(() => new Child<StormOrder>(PROCESS));
  for (const [index, child] of made.entries()) {
    const shops = parts[index] ?? stage.shops;
    await child.ask({ do: 'setup', workerUrl: url, shops, terminals });
  }
  return made;
}

/** Sales a second of the whole path in batches, with nothing else to do; the first run warms it. */
async function calmly(stage: Stage): Promise<number> {
  const [child] = await children(stage, [stage.shops.slice(0, 40)], [stage.size.each + 1]);
  if (!child) throw new Error('no process was started');
  try {
    let speed = 0;
    for (let run = 0; run < 2; run++) {
      await child.ask({ do: 'seal', sales: CALM_SALES });
      const order = { do: 'drain', connections: CALM_CONNECTIONS } as const;
      const { stored, seconds } = await child.ask<Drained>(order);
      speed = stored / seconds;
    }
    return speed;
  } finally {
    child.stop();
  }
}

/** Operations of the storm's terminals that lie in the database, each counted as often as it does. */
async function countStored({ database, shops, size }: Stage): Promise<number> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const incarnations = shops.flatMap(({ terminals }) =>
    terminals.slice(0, size.each).map(({ incarnationId }) => incarnationId),
  );
  const { rows } = await client.query<{ sales: number; ops: number; posted: number }>(
    `select count(s.id)::int as sales, count(distinct o.op_id)::int as ops,
      count(r.op_id)::int as posted
    from op_log o
    left join sale s on s.tenant_id = o.tenant_id and s.op_id = o.op_id
    left join op_result r on r.tenant_id = o.tenant_id and r.op_id = o.op_id
    where o.incarnation_id = any($1)`,
    [incarnations],
  );
  await client.end();
  const [counted] = rows;
  const { sales = 0, ops = 0, posted = 0 } = counted ?? {};
  // Each operation once, with one sale and one result: else the storm has doubled or lost.
  return sales === ops && posted === ops ? ops : -1;
}

function reportOf({ calm, storm, live, storedOnce }: Figures, size: Size): BenchReport {
  const queued = size.shops * size.each * size.sales;
  const speed = storm.stored / storm.seconds;
  const p99 = percentile(live, 0.99);
  return {
    bench: 'storm',
    figures: {
      terminals: size.shops * size.each,
      'queued sales': queued,
      'stored once': storedOnce,
      'seconds to drain': storm.seconds,
      'sales/s in the storm': speed,
      'sales/s in batches, calm': calm,
      'answers "busy" in the storm': storm.refused,
      'live sales meanwhile': live.length,
      'live sale p50 ms': percentile(live, 0.5),
      'live sale p99 ms': p99,
    },
    ratios: { 'storm / calm': speed / calm },
    goals: {
      'stored once': atLeast(queued, storedOnce),
      'storm / calm': atLeast(0.5, speed / calm),
      'live sale p99 ms': atMost(LIVE_P99_MS, p99),
    },
  };
}
