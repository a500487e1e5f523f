/**
 * Pictures of every screen for people to look at: `npm run e2e -- pictures [part of a name...]`. Not a
 * test of `npm test`: nobody can say by program that a screen is good.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Device, openDevice } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import type { Look } from './screens/look.ts';
import { pictureLook, speak } from './screens/pictures.ts';
import {
  walkConsole,
  walkDashboard,
  walkImport,
  walkLists,
  walkSetup,
  walkSite,
} from './screens/walk-office.ts';
import {
  walkClosing,
  walkEnrolment,
  walkMenu,
  walkOffline,
  walkOpening,
  walkPayment,
  walkSale,
} from './screens/walk-pos.ts';
import { printedLogin, signIn, signUp } from './steps/site-steps.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.data/pictures');
const FILE = path.join(ROOT, 'packages/operations/src/import/fixtures/hand-made.xlsx');
const PASSWORD = 'qizil-olma-bahor-77';
/** Only screens whose name holds one of these words are kept. */
const only = (process.env.OSON_PICTURES ?? '').split(' ').filter((part) => part !== '');
/** What a cashier types into the search, in the language of the screen. */
const SEARCH: Record<string, string> = { 'uz-Latn': 'choy', ru: 'чай' };

let product: Product;
const devices: Device[] = [];

beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await product.stop();
});

async function openIn(locale: string): Promise<Device> {
  const device = await openDevice();
  devices.push(device);
  await speak(device.page(), locale);
  return device;
}

describe.each(['uz-Latn', 'ru'])('in %s', (locale) => {
  const look: Look = pictureLook({ folder: FOLDER, locale, only });

  test('site and practice', async () => {
    const page = (await openIn(locale)).page();
    await walkSite(page, look, product.origins, {
      email: `${locale}@example.test`,
      password: PASSWORD,
    });
    const till = (await openIn(locale)).page();
    const chain = { email: `practice-${locale}@example.test`, password: PASSWORD, shop: 'Olma' };
    await signUp(till, product.origins, chain);
    await till.getByTestId('tile').first().waitFor();
    await look('pos-practice', till);
    await till.getByTestId('start-selling').first().click();
    await look('pos-go-live', till);
  });

  test('POS', async () => {
    const office = (await openIn(locale)).page();
    const owner = printedLogin(product.output(), 'owner');
    await signIn(office, `${product.origins.office}/sign-in`, owner);
    const device = await openIn(locale);
    const page = device.page();
    const cashier = { name: 'Nargiza', pin: '284617' };
    await walkEnrolment(page, look, {
      origins: product.origins,
      office,
      terminal: `Kassa ${locale}`,
    });
    await walkOpening(page, look, cashier);
    await walkSale(page, look, { search: SEARCH[locale] ?? '' });
    await walkPayment(page, look);
    await walkMenu(page, look);
    await walkOffline(device, page, look);
    await walkClosing(page, look);
  });

  test('office', async () => {
    const page = (await openIn(locale)).page();
    const owner = printedLogin(product.output(), 'owner');
    await signIn(page, `${product.origins.office}/sign-in`, owner);
    await walkDashboard(page, look, product.origins);
    await walkLists(page, look, product.origins);
    await walkSetup(page, look, product.origins);
    await walkImport(page, look, product.origins, { file: FILE, write: true });
  });

  test('console', async () => {
    const page = (await openIn(locale)).page();
    const support = printedLogin(product.output(), 'support');
    await signIn(page, `${product.origins.console}/console`, support);
    await walkConsole(page, look, product.origins);
  });
});
