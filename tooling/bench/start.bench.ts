/** How heavy the cashier's app is, and how fast it starts cold with no network at all. */
import { gzipSync } from 'node:zlib';
import { type Device, openDevice } from '@oson/e2e/browser';
import { startProduct } from '@oson/e2e/product';
import { signUp } from '@oson/e2e/steps/site';
import { atMost, type BenchReport, median } from './report.ts';

/** The bench starts the built product. */
export const needsWeb = true;

const KIB = 1024;
const RUNS = 9;
const CHAIN = { email: 'bench@example.test', password: 'issiq-non-choynak-5', shop: 'Bench' };

export default async function startBench(): Promise<BenchReport> {
  const product = await startProduct();
  const device = await openDevice();
  try {
    const scripts = countScripts(device);
    await signUp(device.page(), product.origins, CHAIN);
    await device.page().getByTestId('tile').first().waitFor();
    const javascriptKib = (await scripts()) / KIB;
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
        'precache, MB': precacheMb,
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

/** Gzipped bytes of every script that /pos asks for from its first byte until it is asked. */
function countScripts(device: Device): () => Promise<number> {
  const page = device.page();
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    if (!new URL(page.url() || 'about:blank').pathname.startsWith('/pos')) return;
    if (response.request().resourceType() !== 'script') return;
    const size = response.body().then((body) => gzipSync(body).length);
    sizes.set(response.url(), size);
  });
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
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

/** A new browser process on the same profile, no network: until the first tile can be tapped. */
async function coldStartMs(device: Device, origin: string): Promise<number> {
  await device.kill();
  await device.reopen();
  await device.context.setOffline(true);
  const page = device.page();
  const start = performance.now();
  await page.goto(`${origin}/pos`);
  await page.getByTestId('tile').first().waitFor();
  return performance.now() - start;
}
