/** Processes that die, tabs that fight, versions that change. */
import { firstPushes, slowAnswers } from './meddling.ts';
import { insist, pause, type Scenario, type Stage, until } from './scenario.ts';
import type { Till } from './till.ts';

const lines = (till: Till) => till.page.getByTestId('line-open').count();

async function killedInSale({ open }: Stage): Promise<void> {
  const till = await open();
  await till.take(0);
  await till.page.getByTestId('pay').click();
  await till.page.getByTestId('pay-exact').waitFor();
  await till.killAndReopen();
  insist((await lines(till)) > 0, 'the cart is in hand after the kill, and nothing was sold');
  await till.pay();
  await till.sent();
}

async function killedAfterPaid({ open }: Stage): Promise<void> {
  const till = await open();
  await till.offline(true);
  await till.sell(2);
  await till.killAndReopen();
  await till.sent();
}

async function killedWhileSending({ floor, open }: Stage): Promise<void> {
  const till = await open();
  const before = floor.wire.meddled();
  floor.wire.meddle(slowAnswers(8000));
  await till.sell(2);
  await until(() => floor.wire.meddled() > before, 'a request is under way');
  await till.device.kill();
  floor.wire.meddle(null);
  await till.killAndReopen();
  await till.sent();
}

async function workerKilled({ floor, open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  await floor.at.worker.kill();
  await till.sell(2);
  await floor.at.worker.run();
  await till.sent();
}

async function workerKilledAfterCommit({ floor, open }: Stage): Promise<void> {
  const till = await open();
  await till.sent();
  let killed = false;
  const atReply = firstPushes(1, async (forward) => {
    await forward();
    await floor.at.worker.kill();
    killed = true;
    return 'cut';
  });
  floor.wire.meddle(atReply);
  await till.sell(1);
  await until(() => killed, 'the worker was killed between commit and reply');
  floor.wire.meddle(null);
  await till.sell(1);
  await floor.at.worker.run();
  await till.sent();
}

async function postgresKilled({ floor, open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  floor.at.database.killHard();
  await till.sell(2);
  await floor.at.database.run();
  await till.sent();
}

async function twoTabs({ open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  const first = till.page;
  const second = await till.secondTab();
  await second.getByTestId('take-over').click();
  await first.getByTestId('other-tab').waitFor();
  till.use(second);
  await till.enter();
  await till.sell(2);
  insist(await first.getByTestId('other-tab').isVisible(), 'the first tab sells no more');
  await till.sent();
}

async function leaderCloses({ open }: Stage): Promise<void> {
  const till = await open();
  await till.offline(true);
  await till.sell(1);
  const second = await till.secondTab();
  await second.getByTestId('other-tab').waitFor();
  await till.page.close();
  till.use(second);
  await till.enter();
  await till.sell(1);
  await till.offline(false);
  await till.sent();
}

/** A new version is found in the middle of a sale, waits, and comes in when it is asked to. */
async function updateInSale({ floor, open }: Stage): Promise<void> {
  const till = await open();
  await till.take(0);
  floor.web.meddle(async (asked, forward) => {
    if (!asked.path.endsWith('/sw.js')) return forward();
    // Whole and not packed, so that a line can be put behind it.
    for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) {
      delete asked.headers[name];
    }
    const answer = await forward();
    const { etag: _old, 'content-length': _short, ...headers } = answer.headers;
    const body = Buffer.concat([answer.body, Buffer.from('\n// a newer version\n')]);
    return { ...answer, status: 200, headers, body };
  });
  await till.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
  await till.page.getByTestId('update-ready').waitFor();
  insist((await lines(till)) > 0, 'the sale in hand stays');
  await till.pay();
  const loaded = till.page.waitForEvent('load');
  await till.page.getByTestId('update-now').click();
  await loaded;
  await till.enter();
  await till.sell(1);
  await till.sent();
  floor.web.meddle(null);
}

/** The page is frozen as a phone freezes it, and woken again. */
async function frozenTab({ open }: Stage): Promise<void> {
  const till = await open();
  await till.offline(true);
  await till.sell(1);
  const session = await till.cdp();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await till.offline(false);
  await pause(2000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await till.sell(1);
  await till.sent();
}

export const PROCESS_SCENARIOS: readonly Scenario[] = [
  { name: 'browser killed with the payment sheet open', play: killedInSale },
  { name: 'browser killed after "paid", offline', play: killedAfterPaid },
  { name: 'browser killed while it sends', play: killedWhileSending },
  { name: 'worker killed and started again', play: workerKilled },
  { name: 'worker killed between commit and reply', play: workerKilledAfterCommit },
  { name: 'Postgres killed and started again', play: postgresKilled },
  { name: 'a second tab takes over', play: twoTabs },
  { name: 'the leading tab is closed', play: leaderCloses },
  { name: 'a new version in the middle of a sale', play: updateInSale },
  { name: 'a tab that is frozen and woken', play: frozenTab },
];
