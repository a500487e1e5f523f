/** The till's storage in a real Chromium: durability, second copy, kill. */
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Device, openDevice } from './browser.ts';

const POS = path.resolve(import.meta.dirname, '../../packages/pos/src');

/** What the page offers to the tests; it is the shipped code, bundled as it is. */
const PAGE = `
  import { openPos, SaleDesk, openShift, beginLife, openJournal } from '${POS}/terminal.ts';
  import { makeDeviceKeys } from '${POS}/device/device-keys.ts';
  const durability = {};
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = begin.apply(this, given);
    const name = this.name.split('-').slice(0, 2).join('-');
    if (transaction.mode === 'readwrite') (durability[name] ??= []).push(transaction.durability);
    return transaction;
  };
  const away = () => Promise.reject(new Error('no line'));
  const line = { hello: away, push: away, pull: away, report: away, renew: away };
  const ports = { enrol: {}, sync: () => line, appVersion: '1.0.0' };
  const place = { tenantId: 't', chainName: 'Baraka', storeId: 's', storeName: 'S', storeCode: 'CH',
    terminalName: '1', terminalCode: '7K', publicKey: 'k', issuedAt: 0 };
  const terminalId = 'till-1';
  const rows = [
    { kind: 'sku', id: 'non', version: 1, data: { productId: 'non', categoryId: null, name: 'non',
      names: null, code: null, kind: 'piece', unit: 'dona', tracked: true, taxRateBp: null,
      favourite: null, sample: false, mxik: null, marked: false } },
    { kind: 'price', id: 'p', version: 1, data: { skuId: 'non', amount: 470000, currency: 'UZS', from: 0, n: 1 } },
  ];
  let pos, desk;
  globalThis.till = {
    durability,
    async open(incarnation) {
      const journal = openJournal(terminalId);
      if (incarnation && !(await journal.meta.get('identity'))) {
        const certificate = { ...place, terminalId, incarnation };
        await beginLife(journal, { certificate, signature: 's', nonce: 'n', practice: false }, await makeDeviceKeys());
      }
      journal.close();
      pos = await openPos(ports, terminalId);
      pos.house.start();
      await pos.house.settled();
      await pos.catalog.apply(rows, { epoch: 1, n: 1, check: 'c' });
      desk = new SaleDesk(pos, () => undefined);
    },
    async sell() {
      if (!pos.shift.get()) await openShift(pos, 1000);
      desk.take(pos.catalog.shelf.get().goods.get('non'), {});
      if (desk.cart.lines.length === 0) return null;
      const tender = { tenderTypeId: 'cash', kind: 'cash', amount: 470000, currency: 'UZS' };
      const answer = await desk.complete([tender], 470000, false);
      await pos.copy.written();
      return answer.sold.record.receiptNumber;
    },
    state: () => ({ copy: pos.copy.state.get(), ballast: pos.space.ballast.get(), full: pos.space.full.get(),
      incidents: pos.incidents.get().map(({ kind }) => kind) }),
    sold: async () => (await pos.journal.operations.toArray()).flatMap((r) => r.receiptNumber ?? []).sort(),
  };
`;
type Build = (options: Record<string, unknown>) => Promise<{ outputFiles: { text: string }[] }>;
type Till = {
  durability: Record<string, string[]>;
  open(incarnation: string | null): Promise<void>;
  sell(): Promise<string | null>;
  state(): { copy: string; ballast: string; full: boolean; incidents: string[] };
  sold(): Promise<string[]>;
};
declare const till: Till;

let server: http.Server;
let address: string;
const devices: Device[] = [];

beforeAll(async () => {
  // The web app's own bundler: what it makes of these files is what a till runs.
  const load = createRequire(path.resolve(import.meta.dirname, '../../apps/web/package.json'));
  const { build } = load('esbuild') as { build: Build };
  const bundle = async (contents: string) => {
    const stdin = { contents, resolveDir: POS, loader: 'ts' as const };
    const made = await build({
      stdin,
      bundle: true,
      write: false,
      format: 'esm',
      logLevel: 'error',
    });
    return made.outputFiles[0]?.text ?? '';
  };
  const texts: Record<string, string> = {
    '/main.js': await bundle(PAGE),
    '/copy-thread.ts': await bundle(`import '${POS}/copy/copy-thread.ts';`),
  };
  server = http.createServer((request, response) => {
    const script = texts[request.url ?? ''];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? '<!doctype html><script type="module" src="/main.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
afterAll(() => void server.close());

async function openTill(device: Device, incarnation: string | null = 'life-1'): Promise<Page> {
  if (!devices.includes(device)) devices.push(device);
  const page = device.page();
  await page.goto(address);
  await page.waitForFunction(() => 'till' in globalThis);
  await page.evaluate((life) => till.open(life), incarnation);
  return page;
}

const state = (page: Page) => page.evaluate(() => till.state());
const sell = (page: Page) => page.evaluate(() => till.sell());
const sold = (page: Page) => page.evaluate(() => till.sold());

test('[SALE1] the journal is written strict and the catalogue relaxed', async () => {
  const page = await openTill(await openDevice());
  await sell(page);

  const seen = await page.evaluate(() => till.durability);

  expect(new Set(seen['oson-journal'])).toEqual(new Set(['strict']));
  expect(new Set(seen['oson-catalog'])).toEqual(new Set(['relaxed']));
  expect(await state(page)).toMatchObject({ copy: 'ok', ballast: 'whole', incidents: [] });
});

test('[ID15] after kill -9 and the loss of IndexedDB the sales are there from the second copy', async () => {
  const device = await openDevice();
  const page = await openTill(device);
  const numbers = [await sell(page), await sell(page), await sell(page)];
  await device.kill();
  await device.reopen();
  expect(await sold(await openTill(device, null))).toEqual(numbers);

  const session = await device.context.newCDPSession(device.page());
  await device.page().goto('about:blank');
  const lost = { origin: address, storageTypes: 'indexeddb' };
  await session.send('Storage.clearDataForOrigin', lost);
  const again = await openTill(device, 'life-2');

  expect(await sold(again)).toEqual(numbers);
  expect((await state(again)).incidents).toEqual(['journal-gone', 'recovered']);
});
