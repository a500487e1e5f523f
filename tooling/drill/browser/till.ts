/** A till in a real Chromium, enrolled by a link, with a profile folder of its own. */
import type { CDPSession, Page } from 'playwright-core';
import { type Device, openDevice } from '@oson/e2e/browser';
import { addByCode, openShift, payExact, unlock } from '@oson/e2e/steps/pos';
import { CASHIER, type Floor, linkTo, PIN, type Shop } from './floor.ts';

const WAIT_MS = 120_000;

/** Closes the browsers of a scenario, also when it failed in the middle. */
export type Tills = { open: (name?: string) => Promise<Till>; closeAll: () => Promise<void> };

export function tillsOf(floor: Floor, shop: Shop): Tills {
  const opened: Till[] = [];
  return {
    open: async () => {
      const till = new Till(floor, shop, await openDevice());
      opened.push(till);
      await till.enrol(await linkTo(floor, shop));
      return till;
    },
    closeAll: async () => {
      for (const till of opened) await till.device.close();
    },
  };
}

export class Till {
  readonly device: Device;
  readonly #floor: Floor;
  readonly #shop: Shop;
  #page: Page;

  constructor(floor: Floor, shop: Shop, device: Device) {
    this.#floor = floor;
    this.#shop = shop;
    this.device = device;
    this.#page = patient(device.page());
  }

  get page(): Page {
    return this.#page;
  }

  /** The terminal that this browser is, as the server names it. */
  terminalId(): Promise<string> {
    return this.page.evaluate(async () => {
      const names = await indexedDB.databases();
      const journal = names.find(({ name }) => name?.startsWith('oson-journal-'));
      return (journal?.name ?? '').replace('oson-journal-', '');
    });
  }

  /** From a link to the sale screen; the service worker rules and holds the shell. */
  async enrol(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByTestId('enrol-yes').click();
    await this.enter();
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** PIN and shift, as far as they are asked for. */
  async enter(): Promise<void> {
    const { page } = this;
    const [pin, shift, sale] = ['pin-screen', 'open-shift-screen', 'sale-screen'].map((id) =>
      page.getByTestId(id),
    ) as [
      ReturnType<Page['getByTestId']>,
      ReturnType<Page['getByTestId']>,
      ReturnType<Page['getByTestId']>,
    ];
    await pin.or(shift).or(sale).first().waitFor();
    if (await pin.isVisible()) await unlock(page, CASHIER, PIN);
    await shift.or(sale).first().waitFor();
    if (await shift.isVisible()) await openShift(page);
    await sale.waitFor();
  }

  /** Loads the till again in the same tab. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.enter();
  }

  /** A tab that was not there before; the others of this browser are closed. */
  async freshTab(): Promise<void> {
    const fresh = await this.device.context.newPage();
    for (const page of this.device.context.pages()) if (page !== fresh) await page.close();
    this.#page = patient(fresh);
    await this.page.goto(`${this.#floor.web.origin}/pos`);
    await this.enter();
  }

  /** Another tab beside the present one; it is not the present one. */
  async secondTab(): Promise<Page> {
    const page = patient(await this.device.context.newPage());
    await page.goto(`${this.#floor.web.origin}/pos`);
    return page;
  }

  /** From now on this tab is the till. */
  use(page: Page): void {
    this.#page = page;
  }

  /** kill -9 of the browser, and the same profile in a new one. */
  async killAndReopen(offline = false): Promise<void> {
    await this.device.kill();
    await this.device.reopen();
    if (offline) await this.device.context.setOffline(true);
    this.#page = patient(this.device.page());
    await this.page.goto(`${this.#floor.web.origin}/pos`);
    await this.enter();
  }

  offline(away: boolean): Promise<void> {
    return this.device.context.setOffline(away);
  }

  /** Puts one piece of the shop's goods into the cart. */
  async take(index = 0): Promise<void> {
    await addByCode(this.page, this.#shop.skus[index % this.#shop.skus.length]?.code ?? '');
  }

  /** Takes exact cash for the cart; what comes out of the printer is noted at once. */
  async pay(): Promise<string> {
    const number = await payExact(this.page);
    this.#shop.print(number);
    return number;
  }

  async sell(count = 1): Promise<string[]> {
    const numbers: string[] = [];
    for (let index = 0; index < count; index++) {
      await this.take(index);
      numbers.push(await this.pay());
    }
    return numbers;
  }

  cdp(): Promise<CDPSession> {
    return this.device.context.newCDPSession(this.page);
  }

  /** Waits until the corner says that nothing is left to be sent. */
  async sent(timeoutMs = 150_000): Promise<void> {
    const ok = this.page.locator('[data-testid="sync-corner"][data-state="ok"]');
    await ok.first().waitFor({ state: 'attached', timeout: timeoutMs });
  }
}

function patient(page: Page): Page {
  page.setDefaultTimeout(WAIT_MS);
  return page;
}
