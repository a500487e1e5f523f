/** A till in a real browser that goes on selling through every kill. */
import type { Page } from 'playwright-core';
import { type Device, openDevice } from '@oson/e2e/browser';
import type { Origins } from '@oson/e2e/product';
import { enterOffline, payExact, startSelling } from '@oson/e2e/steps/pos';
import { signUp } from '@oson/e2e/steps/site';

const PIN = '582913';
const SHOP = 'Drill';

export type BrowserTill = {
  /** Sells until told to stop; each printed number goes to `onPrinted`. */
  sell: (onPrinted: (receiptNumber: string) => void) => Promise<void>;
  /** kill -9 of the whole browser in the middle of whatever it does, then the same profile again. */
  killHard: (pauseMs: number) => Promise<void>;
  /** Ends selling after the sale in hand; rejects with what went wrong while nobody killed it. */
  finish: () => Promise<void>;
  close: () => Promise<void>;
};

/** Signs a new chain up and makes this browser its first live terminal. */
export async function openBrowserTill(webOrigin: string): Promise<BrowserTill> {
  const device = await openDevice();
  const origins: Origins = { office: webOrigin, pos: webOrigin, console: webOrigin, worker: '' };
  const chain = { email: 'drill@example.test', password: 'qizil-olma-bahor-77', shop: SHOP };
  await signUp(device.page(), origins, chain);
  await startSelling(device.page(), { pin: PIN, keepSample: true });
  await device.page().evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  let going = true;
  let lives = 1;
  let reopened: Promise<void> = Promise.resolve();
  let selling: Promise<void> = Promise.resolve();
  const sellOn = async (onPrinted: (receiptNumber: string) => void) => {
    let page = device.page();
    while (going) {
      const life = lives;
      try {
        onPrinted(await sellOne(page));
      } catch (error) {
        if (life === lives) throw error;
        await reopened;
        page = await enterPatiently(device, webOrigin, () => lives);
      }
    }
  };
  return {
    sell: (onPrinted) => (selling = sellOn(onPrinted)),
    killHard: async (pauseMs) => {
      lives += 1;
      reopened = (async () => {
        await device.kill();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        await device.reopen();
      })();
      await reopened;
    },
    finish: async () => {
      going = false;
      await selling;
    },
    close: () => device.close(),
  };
}

/** The next kill may come while the app is still starting. */
async function enterPatiently(device: Device, origin: string, lives: () => number): Promise<Page> {
  for (;;) {
    const life = lives();
    try {
      return await enterOffline(device, origin, PIN);
    } catch (error) {
      if (life === lives()) throw error;
    }
  }
}

async function sellOne(page: Page): Promise<string> {
  const lines = page.getByTestId('line-open');
  // A cart that was kept over the kill is paid as it is.
  if ((await lines.count()) === 0) await page.getByTestId('tile').first().locator('button').click();
  await lines.first().waitFor();
  return payExact(page);
}
