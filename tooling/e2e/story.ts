/** The whole way of a new chain, told once for one host and once for hosts of their own. */
import path from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { type Device, openDevice } from './browser.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Product, startProduct } from './product.ts';
import {
  addByCode,
  enterOffline,
  openShift,
  payExact,
  startSelling,
  unlock,
} from './steps/pos-steps.ts';
import { pushAgain } from './steps/push-again.ts';
import { claimTerminal, importFile, printedLogin, signIn, signUp } from './steps/site-steps.ts';

const FILE = path.resolve(
  import.meta.dirname,
  '../../packages/operations/src/import/fixtures/hand-made.xlsx',
);
const PIN = '582913';
const CHAIN = { email: 'nozima@example.test', password: 'qizil-olma-bahor-77', shop: 'Olma' };
/** Counted in the file: one piece of the first, many of the others. */
const LAST_PIECE = '4628919002135';
const PLENTY = ['4608676000933', '4781791901474', '4782097800881'];
const SALES_EACH = 20;
const SETTLE_MS = 150_000;
/** What a replay must not change. */
const BOOKS = ['sale', 'sale_line', 'tender', 'stock_movement', 'stock_level', 'sale_flag'];

export type Story = {
  product: Product;
  first: Device;
  second: Device;
  ledger: Ledger;
  tenantId: string;
  receipts: string[];
  close: () => Promise<void>;
};

/** Starts the product and two browsers with a profile folder each. */
export async function openStory(separateHosts: boolean): Promise<Story> {
  const product = await startProduct({ separateHosts });
  const [first, second] = [await openDevice(), await openDevice()];
  const ledger = await openLedger(product.dataDir, product.postgresPort);
  return {
    product,
    first,
    second,
    ledger,
    tenantId: '',
    receipts: [],
    close: async () => {
      await Promise.all([first.close(), second.close(), ledger.close()]);
      await product.stop();
    },
  };
}

/** Sign up, import, start selling, and a second terminal by its code. */
export async function settleIn(story: Story): Promise<void> {
  const { first, second, product } = story;
  const { origins } = product;
  const till = first.page();
  await signUp(till, origins, CHAIN);
  const [tenant] = await story.ledger.rows<{ id: string }>(
    "select id from organization where name = 'Olma'",
  );
  story.tenantId = tenant?.id ?? '';
  const office = await first.context.newPage();
  await importFile(office, origins, FILE);
  expect(await countSkus(story)).toBe(146);
  await till.bringToFront();
  await startSelling(till, { pin: PIN, keepSample: false });
  const other = second.page();
  await other.goto(`${origins.pos}/pos`);
  const code = (await other.getByTestId('enrol-code').textContent()) ?? '';
  await claimTerminal(office, origins, code, 'Second');
  await office.close();
  await other.getByTestId('enrol-yes').click();
  await unlock(other, null, PIN);
  await openShift(other);
  for (const page of [till, other]) await goodsThere(page);
}

const countSkus = (story: Story) =>
  story.ledger.count(
    `select count(*) from sku k join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
     where k.tenant_id = $1 and not p.sample and k.archived_at is null`,
    [story.tenantId],
  );

/** The imported goods have arrived on the device, and the shell lies in the worker's cache. */
async function goodsThere(page: Page): Promise<void> {
  await addByCode(page, LAST_PIECE);
  await page.keyboard.press('Delete');
  await page.getByTestId('line-open').waitFor({ state: 'detached' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** No network, no server: both cold-start in a fresh tab and sell; one is killed in between. */
export async function sellInTheDark(story: Story): Promise<void> {
  const { first, second, product } = story;
  await Promise.all([first.context.setOffline(true), second.context.setOffline(true)]);
  await product.stop();
  for (const device of [first, second]) {
    const till = await enterOffline(device, product.origins.pos, PIN);
    story.receipts.push(await sellCode(till, LAST_PIECE));
    for (let i = 1; i < SALES_EACH; i++) {
      story.receipts.push(await sellCode(till, PLENTY[i % PLENTY.length] as string));
    }
  }
  await second.kill();
  await second.reopen();
  await second.context.setOffline(true);
  await enterOffline(second, product.origins.pos, PIN);
  expect(new Set(story.receipts).size).toBe(2 * SALES_EACH);
}

async function sellCode(page: Page, code: string): Promise<string> {
  await addByCode(page, code);
  return payExact(page);
}

/** The server comes back: everything arrives once, and nobody does anything for it. */
export async function comeBack(story: Story): Promise<void> {
  const { first, second, product, ledger } = story;
  await product.restart();
  await Promise.all([first.context.setOffline(false), second.context.setOffline(false)]);
  await expect
    .poll(() => ledger.count('select count(*) from sale where tenant_id = $1', [story.tenantId]), {
      timeout: SETTLE_MS,
      interval: 500,
    })
    .toBe(2 * SALES_EACH);
}

/** The books agree with what was printed. */
export async function checkBooks(story: Story): Promise<void> {
  const { ledger, tenantId } = story;
  const one = (text: string) => ledger.count(text, [tenantId]);
  expect(await one('select count(distinct op_id) from sale where tenant_id = $1')).toBe(40);
  const numbers = await ledger.rows<{ number: string }>(
    'select receipt_number as number from sale where tenant_id = $1',
    [tenantId],
  );
  expect(numbers.map((row) => row.number).sort()).toEqual([...story.receipts].sort());
  const wrongLevels = await ledger.rows(
    `select l.sku_id from stock_level l where l.tenant_id = $1 and l.quantity <> (
       select coalesce(sum(m.quantity), 0) from stock_movement m
       where m.tenant_id = l.tenant_id and m.store_id = l.store_id and m.sku_id = l.sku_id)`,
    [tenantId],
  );
  expect(wrongLevels).toEqual([]);
  const flags = await ledger.rows(
    "select kind, status from sale_flag where tenant_id = $1 and kind = 'oversell'",
    [tenantId],
  );
  expect(flags).toEqual([{ kind: 'oversell', status: 'open' }]);
}

/** The owner sees the sales and the one flag. */
export async function lookAround(story: Story): Promise<void> {
  const { origins } = story.product;
  const office = await story.first.context.newPage();
  await office.goto(`${origins.office}/office/sales`);
  await office.getByTestId('sale-row').first().waitFor();
  await office.goto(`${origins.office}/office/flags`);
  await office.getByTestId('flag').first().waitFor();
  expect(await office.getByTestId('flag').count()).toBe(1);
  await office.close();
}

/**
 * Support signs in at the console with what the start printed, and finds the chain's page: both
 * terminals live, heard of lately, and nothing left on either.
 */
export async function supportLooks(story: Story): Promise<void> {
  const { origins, output } = story.product;
  const device = await openDevice();
  try {
    const desk = device.page();
    await signIn(desk, `${origins.console}/console`, printedLogin(output(), 'support'));
    await desk.getByRole('searchbox').first().fill(CHAIN.shop);
    await desk.keyboard.press('Enter');
    await desk.getByRole('row', { name: CHAIN.shop }).click();
    await desk.waitForURL(`**/console/${story.tenantId}`);
    const healthy = desk.getByTestId('terminal-healthy');
    // Each terminal is heard of once a minute; the page itself is asked for anew by a reload.
    await expect
      .poll(
        async () => {
          await desk.reload();
          await desk.getByRole('row', { name: 'Second' }).first().waitFor();
          return healthy.count();
        },
        { timeout: SETTLE_MS, interval: 3000 },
      )
      .toBe(2);
  } finally {
    await device.close();
  }
}

/** Everything is sent again by the terminals themselves: all replayed, no row of the books moves. */
export async function replayChangesNothing(story: Story): Promise<void> {
  const before = await story.ledger.digestOf(BOOKS);
  for (const device of [story.first, story.second]) {
    const { sent, answers } = await pushAgain(device.page(), story.product.origins.worker);
    expect(answers).toEqual({ replayed: sent });
  }
  expect(await story.ledger.digestOf(BOOKS)).toBe(before);
}
