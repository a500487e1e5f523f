/** What people and clocks do to a till, and a server that is not what it was. */
import {
  acceptHeldBack,
  archiveStaff,
  revokeForGood,
  setPrice,
  setSuspended,
} from '@oson/operations';
import { bringBack, keepState } from '../take-back-state.ts';
import { type Floor, heldReceipts, linkTo, type Shop } from './floor.ts';
import { insist, type Scenario, type Stage, until } from './scenario.ts';
import { openDevice } from '@oson/e2e/browser';
import type { Page } from 'playwright-core';

const DAY_MS = 86_400_000;

/** Moves the clock on the wall of a page, now and at each load. */
async function moveClock(page: Page, byMs: number): Promise<void> {
  const move = (ms: number) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  };
  await page.context().addInitScript(move, byMs);
  await page.evaluate(move, byMs);
}

/** Back by a day in the middle of a shift, through a reload, and then ten years ahead. */
async function clockMoved({ open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  await moveClock(till.page, -DAY_MS);
  await till.sell(1);
  await till.offline(true);
  await till.reload();
  await till.sell(1);
  await moveClock(till.page, 3650 * DAY_MS);
  await till.sell(1);
  await till.offline(false);
  await till.sent();
}

async function linkUsedTwice({ floor, shop, open }: Stage): Promise<void> {
  const till = await open();
  const link = await linkTo(floor, shop);
  const [first, second] = [await openDevice(), await openDevice()];
  try {
    for (const device of [first, second]) {
      await device.page().goto(link);
      await device.page().getByTestId('enrol-yes').waitFor();
    }
    await first.page().getByTestId('enrol-yes').click();
    await first.page().getByTestId('pin-screen').waitFor();
    await second.page().getByTestId('enrol-yes').click();
    await second.page().getByTestId('enrol-again').waitFor();
    insist(await second.page().getByTestId('pin-screen').isHidden(), 'the second is no terminal');
  } finally {
    await first.close();
    await second.close();
  }
  await till.sell(1);
  await till.sent();
}

/** The answer that makes it a terminal is lost; the same browser asks again with the same key. */
async function enrolmentAnswerLost({ floor, shop, open }: Stage): Promise<void> {
  let lost = 0;
  floor.wire.meddle(async (asked, forward) => {
    const answer = await forward();
    if (!asked.path.startsWith('/trpc/enrol.redeem') || asked.method !== 'POST') return answer;
    lost += 1;
    return lost === 1 ? 'cut' : answer;
  });
  const device = await openDevice();
  try {
    const page = device.page();
    await page.goto(await linkTo(floor, shop));
    await page.getByTestId('enrol-yes').click();
    const again = page.getByTestId('enrol-again');
    const pin = page.getByTestId('pin-screen');
    await again.or(pin).first().waitFor();
    if (await again.isVisible()) {
      await again.click();
      await page.getByTestId('enrol-yes').click();
    }
    await pin.waitFor();
  } finally {
    await device.close();
    floor.wire.meddle(null);
  }
  insist(lost > 0, 'an answer was lost');
  const till = await open();
  await till.sell(1);
  await till.sent();
}

async function revoked({ floor, shop, open }: Stage): Promise<void> {
  const till = await open();
  await till.sent();
  await till.take(0);
  const { db, enrolment } = floor.at.identity;
  const { tenantId, ownerUserId: userId } = shop;
  const by = { terminalId: await till.terminalId(), userId, revokedAtMs: Date.now() };
  await revokeForGood(db, enrolment.outside, tenantId, by);
  await till.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await till.page.getByTestId('revoked').waitFor({ timeout: 120_000 });
  await till.pay();
  await until(
    async () => (await heldReceipts(floor, shop)).size === 1,
    'the sale in hand came',
    90_000,
  );
  const opIds = await quarantined(floor, shop);
  insist(opIds.length > 0, 'it is kept back until the owner accepts it');
  const accepted = await acceptHeldBack(db, tenantId, { opIds, userId, nowMs: Date.now() });
  insist(accepted.posted === opIds.length, 'the owner has accepted it');
}

async function quarantined({ at }: Floor, shop: Shop): Promise<string[]> {
  const rows = await at.rows<{ id: string }>(
    `select op_id as id from op_quarantine
     where tenant_id = $1 and cause = 'revoked' and resolved_at is null`,
    [shop.tenantId],
  );
  return rows.map(({ id }) => id);
}

async function suspended({ floor, shop, open }: Stage): Promise<void> {
  const till = await open();
  const { db } = floor.at.identity;
  const act = { userId: shop.ownerUserId, tenantId: shop.tenantId, reason: 'Drill of layer D' };
  await setSuspended(db, { ...act, suspended: true });
  await till.sell(2);
  await till.sent();
  await till.reload();
  await till.sell(1);
  await till.sent();
}

async function officeMeanwhile({ floor, shop, open }: Stage): Promise<void> {
  const till = await open();
  await till.sent();
  await till.offline(true);
  await till.take(0);
  const { db } = floor.at.identity;
  const [sku] = shop.skus;
  const by = { userId: shop.ownerUserId, role: 'owner' as const };
  await db.inTenant(shop.tenantId, async (tx) => {
    const { skuId = '', price = 0 } = sku ?? {};
    await setPrice(tx, { skuId, price: price + 50_000, expected: price, userId: by.userId });
  });
  await db.inTenant(shop.tenantId, (tx) =>
    archiveStaff(tx, { id: shop.staff.cashier, archived: true, by }),
  );
  await till.pay();
  await till.offline(false);
  await till.sent();
  const flags = await floor.at.rows<{ kind: string }>(
    'select distinct kind from sale_flag where tenant_id = $1',
    [shop.tenantId],
  );
  insist(
    flags.some(({ kind }) => kind === 'staff-removed'),
    'a sale of somebody who had left is flagged',
  );
}

/** An older state of the data in the place of the present one, and nobody tells the till. */
async function serverRestored({ floor, open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  await till.sent();
  await keepState(floor.at, 'swapped');
  await till.sell(2);
  await till.sent();
  await bringBack(floor.at, 'swapped');
  await till.sell(1);
  await till.sent();
}

export const PEOPLE_SCENARIOS: readonly Scenario[] = [
  { name: 'a clock that goes back a day, and then ten years ahead', play: clockMoved },
  {
    name: 'an enrolment link used twice, and an answer to one that is lost',
    play: async (stage) => {
      await linkUsedTwice(stage);
      await enrolmentAnswerLost(stage);
    },
  },
  { name: 'a terminal revoked in the middle of a sale', play: revoked },
  { name: 'a suspended chain', play: suspended },
  { name: 'cashier removed and price changed while offline', play: officeMeanwhile },
  { name: 'an older state of the server, unannounced', play: serverRestored },
];
