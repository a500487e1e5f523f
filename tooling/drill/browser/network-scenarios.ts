/** What a network does to a till that goes on selling. */
import type { Meddle } from './fault-proxy.ts';
import {
  captivePortal,
  doubledRequests,
  gateway,
  halfOpen,
  lostAnswers,
  lostRequests,
  redirectToLogin,
  strangeJson,
  tornAnswers,
  wrongGzip,
} from './meddling.ts';
import { insist, type Scenario, type Stage, until } from './scenario.ts';

const SALES = 3;
/** A fault is met at least so often before it heals. */
const MET = 2;

/** Sells while every request fares so, one fault after the other, until each was met; then it heals. */
function underFaults(name: string, faults: readonly Meddle[]): Scenario {
  const play = async ({ floor, open }: Stage) => {
    const till = await open();
    await till.sent();
    for (const how of faults) {
      const before = floor.wire.meddled();
      floor.wire.meddle(how);
      await till.sell(SALES - faults.length + 1);
      await until(() => floor.wire.meddled() >= before + MET, 'the fault was met', 90_000);
    }
    floor.wire.meddle(null);
    await till.sent();
  };
  return { name, play };
}

async function offlineShift({ open }: Stage): Promise<void> {
  const till = await open();
  await till.offline(true);
  await till.sell(SALES);
  await till.offline(false);
  await till.sent();
}

async function coldStartOffline({ open }: Stage): Promise<void> {
  const till = await open();
  await till.offline(true);
  await till.freshTab();
  await till.sell(2);
  await till.offline(false);
  await till.sent();
}

async function connectionThatNobodyEnds({ floor, open }: Stage): Promise<void> {
  const till = await open();
  let heal = () => {};
  const healed = new Promise<void>((resolve) => (heal = resolve));
  const before = floor.wire.meddled();
  floor.wire.meddle(halfOpen(healed));
  await till.sell(SALES);
  await until(() => floor.wire.meddled() > before, 'a request hangs');
  floor.wire.meddle(null);
  // The old connection never says a word: the till gives it up by itself and asks anew.
  await till.sent();
  heal();
}

async function slowPhoneNetwork({ open }: Stage): Promise<void> {
  const till = await open();
  const session = await till.cdp();
  await session.send('Network.enable');
  const slow = { offline: false, latency: 1500, downloadThroughput: 6000, uploadThroughput: 6000 };
  await session.send('Network.emulateNetworkConditions', slow);
  const began = performance.now();
  const numbers = await till.sell(SALES);
  insist(numbers.length === SALES, 'selling does not wait for a network');
  insist(performance.now() - began < 60_000, 'three sales take their time, not the network’s');
  await till.sent();
}

export const NETWORK_SCENARIOS: readonly Scenario[] = [
  { name: 'a shift without a network', play: offlineShift },
  { name: 'a cold start without a network', play: coldStartOffline },
  underFaults('requests that are lost', [lostRequests]),
  underFaults('answers that are lost after the commit', [lostAnswers]),
  underFaults('answers that break off or are packed wrongly', [tornAnswers, wrongGzip]),
  underFaults('a captive portal: its page with 200, its redirect, its JSON', [
    captivePortal,
    redirectToLogin,
    strangeJson,
  ]),
  underFaults('a gateway that answers 502, 503, 429', [gateway(502), gateway(503), gateway(429)]),
  underFaults('requests that arrive twice at once', [doubledRequests]),
  { name: 'a connection that stays open and says nothing', play: connectionThatNobodyEnds },
  { name: 'a phone network of 48 kbit/s', play: slowPhoneNetwork },
];
