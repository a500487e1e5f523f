/** What becomes of sales when the device's storage fails, goes, or fills up. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { openDevice } from '@oson/e2e/browser';
import { fillDisk, linkTo, smallDiskAt } from './floor.ts';
import { insist, type Scenario, type Stage, until } from './scenario.ts';
import { Till } from './till.ts';

const SMALL_DISK = 'size=220m';
/** So many sales fit at most into what a full disk has left. */
const SALES_MAX = 80;

async function indexedDbGone(stage: Stage): Promise<void> {
  const { floor, shop, open } = stage;
  const till = await open();
  await till.sent();
  const terminalId = await till.terminalId();
  await till.offline(true);
  await till.sell(2);
  await until(async () => (await copiedReceipts(till)) >= 2, 'the second copy is written');
  await loseIndexedDb(till);
  await till.offline(false);
  await till.enrol(await linkTo(floor, shop, terminalId));
  await till.page.getByTestId('storage-incident').waitFor();
  await till.sell(1);
  await till.sent();
}

async function loseIndexedDb(till: Till): Promise<void> {
  const { origin } = new URL(till.page.url());
  await till.page.goto('about:blank');
  const session = await till.cdp();
  const lost = { origin, storageTypes: 'indexeddb' };
  await session.send('Storage.clearDataForOrigin', lost);
}

/** How many receipts lie in the append log of the origin's private file system. */
function copiedReceipts(till: Till): Promise<number> {
  return till.page.evaluate(async () => {
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
    return text.split('"type":"sale"').length - 1;
  });
}

async function quotaUsedUp({ open }: Stage): Promise<void> {
  const till = await open();
  await till.sell(1);
  await till.offline(true);
  const { origin } = new URL(till.page.url());
  const session = await till.cdp();
  const { usage = 0 } = await till.page.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
  await sellUntilRefused(till);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await till.offline(false);
  await till.reload();
  await till.sell(1);
  await till.sent();
}

/** The sale in hand is always finished; a new cart is refused before money is taken. */
async function sellUntilRefused(till: Till): Promise<void> {
  const full = till.page.getByTestId('disk-full').or(till.page.getByTestId('write-failed'));
  for (let sales = 0; sales < SALES_MAX; sales++) {
    if (await full.first().isVisible()) return;
    const isIn = await till.take(sales).then(
      () => true,
      () => false,
    );
    if (!isIn) break;
    await till.pay();
  }
  await full.first().waitFor();
}

async function smallFullDisk({ floor, shop }: Stage): Promise<void> {
  const place = smallDiskAt(floor);
  fs.mkdirSync(place, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', SMALL_DISK, 'tmpfs', place]);
  const { TMPDIR: before } = process.env;
  process.env.TMPDIR = place;
  const device = await openDevice().finally(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  try {
    const till = new Till(floor, shop, device);
    await till.enrol(await linkTo(floor, shop));
    await till.sell(1);
    await till.offline(true);
    fillDisk(place);
    await sellUntilRefused(till);
    fs.rmSync(`${place}/junk`, { recursive: true });
    await till.killAndReopen();
    await till.sent();
  } finally {
    await device.close();
    execFileSync('umount', ['-l', place]);
  }
}

/** Carried out as a file and in again on another till of the chain; then the first one is online too. */
async function exportedAndImported({ shop, open }: Stage): Promise<void> {
  const till = await open();
  await till.sent();
  await till.offline(true);
  await till.sell(2);
  await till.page.locator('[data-testid="sync-corner"]:visible').first().click();
  await till.page.getByTestId('export').click();
  await till.page.getByTestId('export-start').click();
  const download = till.page.waitForEvent('download');
  await till.page.getByTestId('export-save').click();
  const file = await (await download).path();
  const other = await open();
  for (const wanted of ['posted', 'replayed']) {
    await other.page.getByTestId('open-menu').click();
    await other.page.getByTestId('menu-import').click();
    await other.page.getByTestId('import-file').setInputFiles(file);
    await other.page.getByTestId('import-send').click();
    const done = other.page.getByTestId('import-done');
    await done.waitFor();
    insist((await done.getAttribute('data-verified')) === 'true', 'the bundle is signed');
    const result = await other.page.getByTestId('import-result').last().getAttribute('data-result');
    insist(result === wanted, `the import says ${result}, not ${wanted}`);
    await other.page.keyboard.press('Escape');
    await done.waitFor({ state: 'detached' });
  }
  insist(shop.printed().length === 2, 'two sales were carried');
  await till.page.keyboard.press('Escape');
  await till.offline(false);
  await till.sent();
}

export const STORAGE_SCENARIOS: readonly Scenario[] = [
  { name: 'IndexedDB is deleted with sales unsent', play: indexedDbGone },
  { name: 'a quota that is used up', play: quotaUsedUp },
  { name: 'a small disk that is full', play: smallFullDisk },
  { name: 'an export that another till imports, twice', play: exportedAndImported },
];
