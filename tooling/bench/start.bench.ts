/** How heavy the cashier's app is, and how fast it starts cold with no network at all. */
import { gzipSync } from 'node:zlib';
import { type Device, openDevice } from '@oson/e2e/browser';
import { type Product, startProduct } from '@oson/e2e/product';
import { enterPin, openShift, unlock } from '@oson/e2e/steps/pos';
import { claimTerminal, printedLogin, signIn } from '@oson/e2e/steps/site';
import { atMost, type BenchReport, median } from './report.ts';

/** The bench starts the built product. */
export const needsWeb = true;

const KIB = 1024;
const RUNS = 9;
const CASHIER = { name: 'Nargiza', pin: '284617' };

export default async function startBench(): Promise<BenchReport> {
  const product = await startProduct();
  const device = await openDevice();
  try {
    const scripts = countScripts(device);
    await device.page().goto(`${product.origins.pos}/pos`);
    await device.page().getByTestId('enrol-code').waitFor();
    const javascriptKib = (await scripts()) / KIB;
    await enrolInDemo(device, product);
    const untilSellingKib = (await scripts()) / KIB;
    const precacheMb = (await precacheBytes(device)) / KIB / KIB;
    await product.stop();
    const colds: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      colds.push(await coldStartMs(device, product.origins.pos));
    }
    return {
      bench: 'start',
      figures: {
        'first-load JavaScript of /pos, KiB gzipped': javascriptKib,
        // With the workers' own scripts and argon2 for the PIN, which no first screen waits for.
        'JavaScript until the first sale, KiB gzipped': untilSellingKib,
        'precache, MB': precacheMb,
        // An aim: 2500 ms.
        'cold start to scan-ready, ms (median of 9)': median(colds),
        'cold start, slowest, ms': Math.max(...colds),
      },
      ratios: {},
      goals: {
        javascriptKib: atMost(300, javascriptKib),
        precacheMb: atMost(6, precacheMb),
      },
    };
  } finally {
    await device.close();
    await product.stop();
  }
}

/** This browser becomes a terminal of the demo chain, with its catalogue and an open shift. */
async function enrolInDemo(device: Device, { origins, output }: Product): Promise<void> {
  const till = device.page();
  const code = till.getByTestId('enrol-code');
  const office = await openDevice();
  try {
    const owner = printedLogin(output(), 'owner');
    await signIn(office.page(), `${origins.office}/sign-in`, owner);
    await claimTerminal(office.page(), origins, (await code.textContent()) ?? '', 'Bench');
  } finally {
    await office.close();
  }
  await till.getByTestId('enrol-yes').click();
  await unlock(till, CASHIER.name, CASHIER.pin);
  await openShift(till);
  await till.getByTestId('tile').first().waitFor();
}

/**
 * Gzipped bytes of every script that /pos asks for from its first byte until it is asked. The browser
 * lets go of a body early, so each is fetched once more.
 */
function countScripts(device: Device): () => Promise<number> {
  const page = device.page();
  const scripts = new Set<string>();
  page.on('response', (response) => {
    if (!new URL(page.url() || 'about:blank').pathname.startsWith('/pos')) return;
    if (response.request().resourceType() === 'script') scripts.add(response.url());
  });
  return async () => {
    const sizes = await Promise.all([...scripts].map(gzippedBytes));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
}

async function gzippedBytes(address: string): Promise<number> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return gzipSync(await response.bytes()).length;
}

function precacheBytes(device: Device): Promise<number> {
  return device.page().evaluate(async () => {
    await navigator.serviceWorker.ready;
    let bytes = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        bytes += (await response?.blob())?.size ?? 0;
      }
    }
    return bytes;
  });
}

/**
 * A new browser process on the same profile, no network: until somebody can tap their name, and from
 * the last key of the PIN until the first tile can be tapped. How fast a person types is not counted.
 */
async function coldStartMs(device: Device, origin: string): Promise<number> {
  await device.kill();
  await device.reopen();
  await device.context.setOffline(true);
  const page = device.page();
  const start = performance.now();
  await page.goto(`${origin}/pos`);
  const person = page.getByTestId('person').filter({ hasText: CASHIER.name });
  await person.waitFor();
  const untilPeople = performance.now() - start;
  await person.click();
  await enterPin(page, CASHIER.pin);
  const typed = performance.now();
  await page.getByTestId('tile').first().waitFor();
  return untilPeople + performance.now() - typed;
}
