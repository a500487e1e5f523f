/** Every screen of the POS, in the order in which a cashier's day meets them. */
import type { Page } from 'playwright-core';
import type { Device } from '../browser.ts';
import type { Origins } from '../product.ts';
import { openShift, unlock } from '../steps/pos-steps.ts';
import { claimTerminal } from '../steps/site-steps.ts';
import type { Look } from './look.ts';

export type Cashier = { name: string; pin: string };
/** `office`: a page on which a manager is signed in. */
type Place = { origins: Origins; office: Page; terminal: string };

/** From a bare browser to the sale screen of a live terminal. */
export async function walkEnrolment(
  page: Page,
  look: Look,
  { origins, office, terminal }: Place,
): Promise<void> {
  await page.goto(`${origins.pos}/pos`);
  const code = page.getByTestId('enrol-code');
  await code.waitFor();
  await look('pos-enrol-code', page);
  await claimTerminal(office, origins, (await code.textContent()) ?? '', terminal);
  await page.getByTestId('enrol-yes').waitFor();
  await look('pos-enrol-confirm', page);
  await page.getByTestId('enrol-yes').click();
  await page.getByTestId('person').first().waitFor();
}

/** The PIN, the count of the drawer. */
export async function walkOpening(page: Page, look: Look, cashier: Cashier): Promise<void> {
  await page.getByTestId('pin-screen').waitFor();
  await look('pos-people', page);
  await page.getByTestId('person').filter({ hasText: cashier.name }).click();
  for (const digit of cashier.pin.slice(0, 2)) await page.getByTestId(`pin-${digit}`).click();
  await look('pos-pin', page);
  for (const digit of cashier.pin.slice(2)) await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-enter').click();
  await page.getByTestId('open-shift-screen').waitFor();
  await page.keyboard.type('350000');
  await look('pos-open-shift', page);
  await page.getByTestId('start-shift').click();
  await page.getByTestId('tile').first().waitFor();
}

/** The sale: empty, found by typing, a full cart and what can be done with a line of it. */
export async function walkSale(page: Page, look: Look, words: { search: string }): Promise<void> {
  await look('pos-sale-empty', page);
  await page.getByTestId('search').fill(words.search);
  await page.waitForTimeout(400);
  await look('pos-search', page);
  await page.getByTestId('search').fill('wjgvw');
  await page.waitForTimeout(400);
  await look('pos-search-nothing', page);
  await page.getByTestId('search').fill('');
  await fillCart(page);
  await look('pos-sale', page);
  await lookAtCartOnPhone(page, look);
  await sheet(page, look, 'pos-quantity', () => page.getByTestId('line-quantity').last().click());
  await sheet(page, look, 'pos-discount', () => page.getByTestId('discount').click());
  await sheet(page, look, 'pos-customer', () => page.getByTestId('customer').click());
}

/** Six tiles, one of them thrice: names of one and of two lines, whole and weighed. */
export async function fillCart(page: Page): Promise<void> {
  const tiles = page.getByTestId('tile');
  for (const at of [0, 1, 1, 2, 4, 5, 5, 7]) {
    const tile = tiles.nth(at);
    const isWeighed = /\/(kg|кг)/.test((await tile.textContent()) ?? '');
    await tile.getByRole('button').click();
    if (!isWeighed) continue;
    const add = page.getByTestId('add-asked');
    await add.waitFor();
    await page.keyboard.type('0,845');
    await add.click();
    await add.waitFor({ state: 'detached' });
  }
}

async function lookAtCartOnPhone(page: Page, look: Look): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByTestId('dock-cart').click();
  await look('pos-cart', page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByTestId('cart-back').click();
  if (size) await page.setViewportSize(size);
}

/** Paying, the strip after it, the paper. */
export async function walkPayment(page: Page, look: Look): Promise<void> {
  await page.getByTestId('pay').click();
  await page.waitForTimeout(400);
  await look('pos-payment', page);
  await page.keyboard.type('500000');
  await look('pos-payment-given', page);
  await page.getByTestId('complete').click();
  await page.getByTestId('receipt-number').waitFor();
  await look('pos-done', page);
  await sheet(page, look, 'pos-receipt', async () => {
    await page.getByTestId('show-receipt').click();
    await page.getByTestId('receipt').waitFor();
    await page.waitForTimeout(500);
  });
  await page.getByTestId('new-sale').click();
}

/** What stands behind the menu and the sync corner. */
export async function walkMenu(page: Page, look: Look): Promise<void> {
  const menu = () => page.getByTestId('open-menu').click();
  await sheet(page, look, 'pos-menu', menu);
  for (const name of ['parked', 'health', 'keys']) {
    await sheet(page, look, `pos-${name}`, async () => {
      await menu();
      await page.getByTestId(`menu-${name}`).click();
    });
  }
  await sheet(page, look, 'pos-queue', () => corner(page).click());
}

/** No network: the corner, and the queue behind it. */
export async function walkOffline(device: Device, page: Page, look: Look): Promise<void> {
  await device.context.setOffline(true);
  await fillCart(page);
  await page.getByTestId('pay').click();
  await page.waitForTimeout(400);
  await page.getByTestId('pay-exact').click();
  await page.getByTestId('new-sale').click();
  await corner(page).and(page.locator('[data-state=offline]')).waitFor();
  await look('pos-offline', page);
  await sheet(page, look, 'pos-offline-queue', () => corner(page).click());
  await device.context.setOffline(false);
}

/** The count at the end and its report. */
export async function walkClosing(page: Page, look: Look): Promise<void> {
  await page.getByTestId('open-menu').click();
  await page.getByTestId('menu-close-shift').click();
  await page.keyboard.type('800000');
  await look('pos-close-shift', page);
  await page.getByTestId('close-shift').click();
  await page.getByTestId('shift-report').waitFor();
  await look('pos-shift-report', page);
  await page.getByTestId('shift-closed-done').click();
}

const corner = (page: Page) => page.getByTestId('sync-corner').filter({ visible: true }).first();

async function sheet(
  page: Page,
  look: Look,
  name: string,
  open: () => Promise<unknown>,
): Promise<void> {
  await open();
  // What slides over the catalogue is loaded at its first use.
  await page.locator('section > header > h2').last().waitFor();
  await look(name, page);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(100);
}

/** Straight to a cart that can be paid, without a stop. */
export async function toFullCart(page: Page, cashier: Cashier): Promise<void> {
  await unlock(page, cashier.name, cashier.pin);
  await openShift(page);
  await page.getByTestId('tile').first().waitFor();
  await fillCart(page);
}
