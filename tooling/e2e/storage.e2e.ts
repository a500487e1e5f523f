/** What a till does for its own storage, in a real Chromium: durability, copy, tabs, space, exports. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Device, openDevice } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { openShift, payExact, startSelling, unlock } from './steps/pos-steps.ts';
import { claimTerminal, signUp } from './steps/site-steps.ts';

const PIN = '582913';
const CHAIN = { email: 'saida@example.test', password: 'qizil-olma-bahor-77', shop: 'Anor' };
const SETTLE_MS = 90_000;
const SMALL_DISK = 'size=220m';

let product: Product;
let device: Device;
let till: Page;

beforeAll(async () => {
  product = await startProduct();
  device = await openDevice();
  await device.context.addInitScript(watchDurability);
  till = device.page();
  await signUp(till, product.origins, CHAIN);
  await startSelling(till, { pin: PIN, keepSample: true });
  await till.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});

afterAll(async () => {
  await device.close();
  await product.stop();
});

/** Runs in the page: notes how each transaction that writes was begun. */
function watchDurability(): void {
  const seen: Record<string, string[]> = {};
  Object.assign(globalThis, { seenDurability: seen });
  const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value;
  IDBDatabase.prototype.transaction = function watched(this: IDBDatabase, ...given) {
    const transaction = begin.apply(this, given) as IDBTransaction;
    if (transaction.mode === 'readwrite') {
      const name = this.name.split('-').slice(0, 2).join('-');
      seen[name] = [...(seen[name] ?? []), transaction.durability];
    }
    return transaction;
  };
}

async function sell(page: Page): Promise<string> {
  await page.getByTestId('tile').first().click();
  await page.getByTestId('cart-line').first().waitFor();
  return payExact(page);
}

/** Text of the second copy, as it lies in the origin's private file system. */
function secondCopy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('oson');
    let text = '';
    for await (const folder of all.values()) {
      if (folder.kind !== 'directory') continue;
      for await (const file of (folder as FileSystemDirectoryHandle).values()) {
        if (file.kind !== 'file' || !file.name.startsWith('log-')) continue;
        text += await (await (file as FileSystemFileHandle).getFile()).text();
      }
    }
    return text;
  });
}

async function health(page: Page): Promise<{ copy: string | null; ballast: string | null }> {
  await page.getByTestId('open-menu').click();
  await page.getByTestId('menu-health').click();
  const copy = await page.getByTestId('second-copy').getAttribute('data-state');
  const ballast = await page.getByTestId('ballast').getAttribute('data-state');
  await page.keyboard.press('Escape');
  await page.getByTestId('second-copy').waitFor({ state: 'detached' });
  return { copy, ballast };
}

const unsent = (page: Page) => page.getByTestId('sync-corner').first().getAttribute('data-state');
const isSent = (page: Page) =>
  expect.poll(() => unsent(page), { timeout: SETTLE_MS, interval: 300 }).toBe('ok');

test('[SALE1] the journal is written strict and the catalogue relaxed', async () => {
  await sell(till);
  type Seen = { seenDurability: Record<string, string[]> };
  const seen = await till.evaluate(() => (globalThis as unknown as Seen).seenDurability);

  expect(new Set(seen['oson-journal'])).toEqual(new Set(['strict']));
  expect(new Set(seen['oson-catalog'])).toEqual(new Set(['relaxed']));
});

test('[DEV3] a sale lies in the second copy as well, and the ballast is whole', async () => {
  await device.context.setOffline(true);
  const number = await sell(till);

  await expect.poll(() => secondCopy(till), { timeout: 10_000 }).toContain(number);
  expect(await health(till)).toEqual({ copy: 'ok', ballast: 'whole' });
});

test('[OP14] what is unsent is carried out as a file and codes, and in again, twice the same', async () => {
  await till.getByTestId('sync-corner').first().click();
  await till.getByTestId('export').click();
  await till.getByTestId('export-start').click();
  await till.getByTestId('export-code').waitFor();
  const download = till.waitForEvent('download');
  await till.getByTestId('export-save').click();
  const file = await (await download).path();
  expect(fs.readFileSync(file).subarray(0, 6).toString()).toBe('OSONX1');
  await till.keyboard.press('Escape');

  await device.context.setOffline(false);
  for (const result of ['', 'replayed']) {
    await till.getByTestId('open-menu').click();
    await till.getByTestId('menu-import').click();
    await till.getByTestId('import-file').setInputFiles(file);
    await till.getByTestId('import-send').click();
    const done = till.getByTestId('import-done');
    await done.waitFor({ timeout: 30_000 });
    expect(await done.getAttribute('data-verified')).toBe('true');
    const first = await till.getByTestId('import-result').first().getAttribute('data-result');
    if (result !== '') expect(first).toBe(result);
    await till.keyboard.press('Escape');
    await done.waitFor({ state: 'detached' });
  }
  await isSent(till);
});

test('[DEV9] a second tab waits, takes over, and the first one sells no more', async () => {
  const second = await device.context.newPage();
  await second.goto(`${product.origins.pos}/pos`);
  await second.getByTestId('other-tab').waitFor();

  await second.getByTestId('take-over').click();
  await till.getByTestId('other-tab').waitFor();
  await unlock(second, null, PIN);
  await second.getByTestId('sale-screen').waitFor();

  expect(await sell(second)).toMatch(/-000003$/);
  expect((await health(second)).copy).toBe('ok');
  await till.close();
  till = second;
});

test('[SALE5] a quota that is used up opens no new cart, and space brings it back', async () => {
  const session = await device.context.newCDPSession(till);
  const origin = product.origins.pos;
  const { usage = 0 } = await till.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });

  const notice = till.getByTestId('disk-full');
  for (let sales = 0; sales < 40 && !(await notice.isVisible()); sales++) {
    await till.getByTestId('tile').first().click();
    const line = till.getByTestId('cart-line').first();
    const isIn = await line.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (isIn) await payExact(till);
  }
  await notice.waitFor();
  await till.getByTestId('tile').first().click();
  await till.waitForTimeout(500);
  expect(await till.getByTestId('cart-line').count()).toBe(0);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await till.reload();
  await unlock(till, null, PIN);
  await sell(till);
  await isSent(till);
});

test('[ID15] a journal that is gone is said, and what the copy holds arrives under its old name', async () => {
  await device.context.setOffline(true);
  const number = await sell(till);
  await expect.poll(() => secondCopy(till), { timeout: 10_000 }).toContain(number);
  await till.goto('about:blank');
  const session = await device.context.newCDPSession(till);
  const storageTypes = 'indexeddb';
  await session.send('Storage.clearDataForOrigin', { origin: product.origins.pos, storageTypes });
  await device.context.setOffline(false);

  await till.goto(`${product.origins.pos}/pos`);
  const former = till.getByTestId('enrol-former');
  await former.waitFor();
  expect(Number(await former.getAttribute('data-count'))).toBeGreaterThan(0);
  const code = (await till.getByTestId('enrol-code').textContent()) ?? '';
  const office = await device.context.newPage();
  await claimAgain(office, code);
  await till.getByTestId('enrol-yes').click();
  await unlock(till, null, PIN);
  await openShift(till);

  await till.getByTestId('storage-incident').waitFor();
  await isSent(till);
  await office.goto(`${product.origins.office}/office/sales`);
  await office.getByText(number).first().waitFor({ timeout: 30_000 });
  await office.close();
});

/** A manager lets the device in as the terminal that it was. */
async function claimAgain(office: Page, code: string): Promise<void> {
  await office.goto(`${product.origins.office}/office/terminals`);
  await office.getByTestId('claim-open').click();
  await office.getByTestId('claim-code').fill(code);
  await office.getByTestId('claim-terminal').selectOption({ index: 1 });
  await office.getByTestId('claim-save').click();
}

/** A small disk for a browser profile; null where mounting is not permitted. */
function mountSmallDisk(): string | null {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', SMALL_DISK, 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    fs.rmSync(place, { recursive: true });
    return null;
  }
}

test('[SALE4] on a small full disk the sale in hand and the close of the shift fit', async (context) => {
  const place = mountSmallDisk();
  if (!place) return context.skip('mounting a small file system is not permitted here');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = place;
  const small = await openDevice().finally(() => {
    process.env.TMPDIR = before;
    if (before === undefined) delete process.env.TMPDIR;
  });
  try {
    await sellOnFullDisk(small, place);
  } finally {
    await small.close();
    execFileSync('umount', ['-l', place]);
    fs.rmSync(place, { recursive: true, force: true });
  }
});

async function sellOnFullDisk(small: Device, place: string): Promise<void> {
  const page = small.page();
  await page.goto(`${product.origins.pos}/pos`);
  const code = (await page.getByTestId('enrol-code').textContent()) ?? '';
  const office = await device.context.newPage();
  await claimTerminal(office, product.origins, code, 'Small');
  await office.close();
  await page.getByTestId('enrol-yes').click();
  await unlock(page, null, PIN);
  await openShift(page);
  await page.getByTestId('tile').first().waitFor();
  expect((await health(page)).ballast).toBe('whole');
  await small.context.setOffline(true);
  await page.getByTestId('tile').first().click();
  await page.getByTestId('cart-line').first().waitFor();
  const junk = fillUp(place);

  const numbers = [await payExact(page)];
  for (let sales = 0; sales < 60 && !(await page.getByTestId('disk-full').isVisible()); sales++) {
    fillUp(place, `more-${sales}`);
    await page.getByTestId('tile').first().click();
    if ((await page.getByTestId('cart-line').count()) > 0) numbers.push(await payExact(page));
  }
  await page.getByTestId('disk-full').waitFor();
  await page.getByTestId('open-menu').click();
  await page.getByTestId('menu-close-shift').click();
  await page.keyboard.type('50000');
  await page.getByTestId('close-shift').click();
  await page.getByTestId('shift-report').waitFor();

  fs.rmSync(junk, { recursive: true });
  const copy = await secondCopy(page);
  for (const number of numbers.slice(0, 1)) expect(copy).toContain(number);
  await small.context.setOffline(false);
  await small.kill();
  await small.reopen();
  await small.page().goto(`${product.origins.pos}/pos`);
  await unlock(small.page(), null, PIN);
  await openShift(small.page());
  await isSent(small.page());
}

/** Takes every byte that is left; answers the folder that holds them. */
function fillUp(place: string, name = 'junk'): string {
  const folder = path.join(place, 'junk');
  fs.mkdirSync(folder, { recursive: true });
  for (const size of [1 << 20, 4096]) {
    const block = Buffer.alloc(size, 7);
    const file = fs.openSync(path.join(folder, `${name}-${size}`), 'a');
    try {
      for (;;) fs.writeSync(file, block);
    } catch {
      fs.closeSync(file);
    }
  }
  return folder;
}
