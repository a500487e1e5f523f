/** The office without its server: opens with its last answers, says how old they are, forgets people. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Device, openDevice } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const WAIT_MS = 60_000;

let product: Product;
let device: Device;

beforeAll(async () => {
  product = await startProduct();
  device = await openDevice();
  await signIn(device.page());
});
afterAll(async () => {
  await device.close();
  await product.stop();
});

const office = (path = '') => `${product.origins.office}/office${path}`;
const rows = (page: Page) => page.locator('tbody tr[data-index]');
const oldData = (page: Page) => page.getByText(/No internet\. Figures as of/);
const see = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: false }).click();

async function signIn(page: Page): Promise<void> {
  page.setDefaultTimeout(WAIT_MS);
  const [, name = '', password = ''] = /^owner +(\S+) +(\S+)$/m.exec(product.output()) ?? [];
  await page.goto(`${product.origins.office}/sign-in`);
  await page.locator('input[name=identifier]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/office');
}

/** Everything the office has put into IndexedDB, as text. */
function keptOn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('oson-office');
      opening.onsuccess = () => resolve(opening.result);
    });
    const reading = opened.transaction('answers').objectStore('answers').getAll();
    await new Promise((resolve) => (reading.onsuccess = resolve));
    opened.close();
    return JSON.stringify(reading.result);
  });
}

test('with the server stopped and the browser started anew the office opens with its last data', async () => {
  const page = device.page();
  await page.getByTestId('received-strip').waitFor();
  const figure = await page.locator('.n-big').first().innerText();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await see(page, 'Sales');
  await rows(page).first().waitFor();
  const receipt = await page.getByTestId('sale-row').first().innerText();
  await see(page, 'Customers');
  await page.waitForURL('**/office/customers');
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  const customer = await rows(page).first().locator('td').first().innerText();
  await page.goto(office());
  await page.getByTestId('received-strip').waitFor();
  await vi.waitFor(async () => expect(await keptOn(page)).toContain('["sale","list"]'), {
    timeout: WAIT_MS,
  });
  // In good order: a killed browser would have lost the session's cookie of the last half minute.
  await device.context.close();
  await product.stop();
  await device.reopen();

  const offline = device.page();
  offline.setDefaultTimeout(WAIT_MS);
  await offline.goto(office());
  await offline.getByTestId('received-strip').waitFor();
  expect(await offline.locator('.n-big').first().innerText()).toBe(figure);
  await oldData(offline).waitFor();
  await see(offline, 'Sales');
  await offline.waitForURL('**/office/sales');
  expect(await offline.getByTestId('sale-row').first().innerText()).toBe(receipt);
  await oldData(offline).waitFor();
  await see(offline, 'Customers');
  await offline.waitForURL('**/office/customers');
  await offline.getByText('The data could not be loaded').waitFor();
  expect(await offline.getByText(customer).count()).toBe(0);
  const kept = await keptOn(offline);
  expect(kept).toContain(receipt);
  expect(kept).not.toContain(customer);
});

test('a filter works offline on what is there, without asking for a page', async () => {
  const page = device.page();
  await page.goto(office('/sales'));
  await page.getByTestId('sale-row').first().waitFor();
  await page.getByRole('searchbox').fill('no such receipt');
  await page.waitForURL('**/office/sales?search=**');
  await page.getByText('The data could not be loaded').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByTestId('sale-row').first().waitFor();
});

test('when the server is back the page is fresh again by itself', async () => {
  const page = device.page();
  await page.goto(office());
  await oldData(page).waitFor();
  await product.restart();
  await oldData(page).waitFor({ state: 'detached' });
  expect(page.url()).toBe(office());
});

test('signing out leaves nothing behind', async () => {
  const page = device.page();
  await page.getByRole('button', { name: 'Botir Yusupov' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.locator('input[autocomplete="current-password"]').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await keptOn(page)).toBe('[]');
});
