/** The progress of an import as a page sees it: over the stream of the worker, or without it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Device, openDevice } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { importFile, printedLogin, signIn } from './steps/site-steps.ts';

const ROWS = 4000;
const STREAM = '**/trpc/import.progress**';

describe.each([
  { hosts: 'one host', separateHosts: false },
  { hosts: 'four hosts', separateHosts: true },
])('on $hosts', ({ separateHosts }) => {
  let product: Product;
  let device: Device;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct({ separateHosts });
    device = await openDevice();
    page = device.page();
    const owner = printedLogin(product.output(), 'owner');
    await signIn(page, `${product.origins.office}/sign-in`, owner);
  });
  afterAll(async () => {
    await device?.close();
    await product?.stop();
  });

  test('the page follows a run over the worker’s stream and asks nothing meanwhile', async () => {
    const seen = watch(page);
    await importFile(page, product.origins, aFile(product, 'Oqim'));
    const { streams, asked } = seen();
    expect(streams.length).toBeGreaterThan(0);
    expect(streams.every((address) => address.startsWith(product.origins.worker))).toBe(true);
    // Until the stream stands, and when the run is over.
    expect(asked).toBeLessThanOrEqual(6);
  });

  test('where the stream does not come through, the page asks until the run is over', async () => {
    await page.route(STREAM, (route) => route.abort());
    const seen = watch(page);
    await importFile(page, product.origins, aFile(product, 'Soʻrov'));
    expect(seen().asked).toBeGreaterThan(2);
    await page.unroute(STREAM);
  });
});

/** Counts, from now on, the streams that the page opens and how often it asks how a run stands. */
function watch(page: Page): () => { streams: string[]; asked: number } {
  const streams: string[] = [];
  let asked = 0;
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.pathname.endsWith('/trpc/import.progress')) streams.push(request.url());
    else if (/\/api\/trpc\/(.*,)?import\.get(,|$)/.test(address.pathname)) asked += 1;
  });
  return () => ({ streams, asked });
}

/** Goods that the chain has not yet. */
function aFile(product: Product, name: string): string {
  const lines = Array.from({ length: ROWS }, (_, row) => `${name} ${row};${5000 + row}`);
  const file = path.join(product.dataDir, `${name}.csv`);
  fs.writeFileSync(file, ['Nomi;Narxi', ...lines].join('\n'));
  return file;
}
