/**
 * kill -9 of the worker, of Postgres and of Chromium at random moments while four simulated
 * terminals and a till in a real browser go on selling: nothing printed may be lost or doubled.
 */
import type { BodyOf } from '@oson/contract';
import type { SimTerminal } from '@oson/simulator';
import { readBooks } from './books.ts';
import { type BrowserTill, openBrowserTill } from './browser-till.ts';
import { enrolByLink, type Installation, openInstallation } from './installation.ts';
import { numberFlag } from './flags.ts';
import { seededDraw } from './seeded-draw.ts';

const SIM_TERMINALS = 4;
const DRAIN_MS = 240_000;
const PAUSE_MS_MAX = 1500;
const BETWEEN_MS_MAX = 2500;

type Victim = 'worker' | 'postgres' | 'chromium';

export const needsWeb = true;

/** `npm run drill -- kill [--times N] [--seed S]`; true when nothing was lost or doubled. */
export default async function kill(args: string[]): Promise<boolean> {
  const times = numberFlag(args, '--times', 200);
  const seed = numberFlag(args, '--seed', Math.floor(Math.random() * 2 ** 31));
  const began = performance.now();
  const at = await openInstallation({ web: true });
  const till = await openBrowserTill(at.webOrigin ?? '');
  try {
    const { terminals, tenantId } = await furnish(at);
    console.log(`seed ${seed}: ${SIM_TERMINALS} simulated terminals and one browser are selling`);
    const stop = sellEverywhere(at, till, terminals, tenantId);
    const kills = await strike(at, till, times, seededDraw(seed));
    await stop();
    const books = await settle(at, terminals);
    const seconds = Math.round((performance.now() - began) / 1000);
    const each = Object.entries(kills).map(([name, count]) => `${name} ${count}`);
    console.log(`${times} kills (${each.join(', ')}) in ${seconds} s`);
    console.log(`${books.printed} receipts printed, ${books.stored} sales stored`);
    console.log(
      `${books.lost.length} lost, ${books.doubled.length} doubled, ${books.wrongStock} stock levels wrong`,
    );
    for (const key of [...books.lost, ...books.doubled].slice(0, 20)) console.log(`  ${key}`);
    return books.lost.length + books.doubled.length + books.wrongStock === 0;
  } finally {
    await till.close();
    await at.close();
  }
}

async function furnish(at: Installation) {
  const [place] = await at.rows<{ tenantId: string; storeId: string }>(
    'select tenant_id as "tenantId", id as "storeId" from store',
  );
  if (!place) throw new Error('the sign-up made no store');
  const terminals: SimTerminal[] = [];
  for (let i = 1; i <= SIM_TERMINALS; i++) {
    const terminal = await enrolByLink(at, { ...place, name: `Simulated ${i}` });
    terminal.openShift(5_000_000);
    terminals.push(terminal);
  }
  return { terminals, tenantId: place.tenantId };
}

/** Everybody sells at once; the answer ends it after the sales in hand. */
function sellEverywhere(
  at: Installation,
  till: BrowserTill,
  terminals: readonly SimTerminal[],
  tenantId: string,
): () => Promise<void> {
  let going = true;
  const print = (receiptNumber: string, opId: string | null, gross: number | null) =>
    at.printed.add({ tenantId, receiptNumber, opId, gross });
  const inBrowser = till.sell((number) => print(number, null, null));
  // Whoever awaits `stop` hears of it; a rejection must not end the drill before the books are read.
  inBrowser.catch(() => undefined);
  const simulated = terminals.map(async (terminal) => {
    const skus = terminal.catalogue.all('sku');
    for (let i = 0; going; i++) {
      const { id } = skus[i % skus.length] as { id: string };
      const sale = terminal.sell([{ skuId: id }]);
      const { receiptNumber, totals } = JSON.parse(sale.body) as BodyOf['sale'];
      print(receiptNumber, sale.opId, totals.gross);
      // Sent by the third sale; a server that is just being killed costs patience, not the sale.
      if (i % 3 === 2) await terminal.sync.untilQuiet(DRAIN_MS);
      await pause(100);
    }
  });
  return async () => {
    going = false;
    await Promise.all(simulated);
    await till.finish();
  };
}

async function strike(at: Installation, till: BrowserTill, times: number, random: () => number) {
  const kills: Record<Victim, number> = { worker: 0, postgres: 0, chromium: 0 };
  for (let i = 1; i <= times; i++) {
    await pause(random() * BETWEEN_MS_MAX);
    const victim = (['worker', 'worker', 'postgres', 'chromium'] as const)[
      Math.floor(random() * 4)
    ] as Victim;
    kills[victim] += 1;
    await killOne(at, till, victim, random() * PAUSE_MS_MAX);
    if (i % 20 === 0) console.log(`${i} kills, ${at.printed.all().length} receipts printed`);
  }
  return kills;
}

async function killOne(at: Installation, till: BrowserTill, victim: Victim, pauseMs: number) {
  switch (victim) {
    case 'worker':
      await at.worker.kill();
      await pause(pauseMs);
      return at.worker.run();
    case 'postgres':
      at.database.killHard();
      await pause(pauseMs);
      return at.database.run();
    case 'chromium':
      return till.killHard(pauseMs);
  }
}

/** Waits until everything printed has arrived, or the time that a device may take is over. */
async function settle(at: Installation, terminals: readonly SimTerminal[]) {
  await Promise.all(terminals.map((terminal) => terminal.sync.untilQuiet(DRAIN_MS)));
  const until = performance.now() + DRAIN_MS;
  for (;;) {
    const books = await readBooks(at);
    if (books.lost.length === 0 || performance.now() > until) return books;
    await pause(1000);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
