/**
 * The start command itself: what it prints, what it leaves behind, how it heals; and, in the same
 * running product, whether everybody can use its screens.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDevice } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { axeLook } from './screens/axe.ts';
import {
  walkConsole,
  walkDashboard,
  walkImport,
  walkLists,
  walkSite,
} from './screens/walk-office.ts';
import { toFullCart, walkEnrolment, walkPayment } from './screens/walk-pos.ts';
import { printedLogin, signIn } from './steps/site-steps.ts';

const FILE = path.resolve(
  import.meta.dirname,
  '../../packages/operations/src/import/fixtures/hand-made.xlsx',
);

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});

afterAll(async () => {
  await product.stop();
  expect(processesOf(product.dataDir)).toEqual([]);
});

/** Command lines of living processes that name this start's data folder. */
function processesOf(dataDir: string): string[] {
  const list = execFileSync('ps', ['-eo', 'pid=,args='], { maxBuffer: 1 << 26 }).toString();
  return list.split('\n').filter((line) => line.includes(dataDir) && !line.includes('ps -eo'));
}

test('it prints the addresses and the demo log-ins', () => {
  const text = product.output();
  for (const part of ['/sign-up', '/sign-in', '/pos', '/office', '/console', '/dev/outbox']) {
    expect(text).toContain(part);
  }
  expect(text).toMatch(/owner\b.*@/);
  expect(text).toMatch(/support\b.*@/);
  expect(text).toMatch(/cashier\b.*\d{4}/);
});

test('each address answers', async () => {
  for (const path of ['/', '/sign-up', '/sign-in', '/pos', '/office', '/console', '/dev/outbox']) {
    const response = await fetch(`${product.origins.office}${path}`);
    expect([path, response.status]).toEqual([path, 200]);
  }
  const ready = await fetch(`${product.origins.worker}/health/ready`);
  expect(ready.status).toBe(200);
});

test('axe finds nothing serious on the screens that are used most, light and dark', async () => {
  const { look, findings, seen } = axeLook();
  const { origins } = product;
  const [office, till, stranger] = await Promise.all([openDevice(), openDevice(), openDevice()]);
  try {
    const visitor = { email: 'axe@example.test', password: 'yozgi-bogʻ-salqin-9' };
    await walkSite(stranger.page(), look, origins, visitor);
    const desk = office.page();
    await signIn(desk, `${origins.office}/sign-in`, printedLogin(product.output(), 'owner'));
    await walkDashboard(desk, look, origins);
    await walkLists(desk, look, origins, ['catalogue']);
    await walkImport(desk, look, origins, { file: FILE, write: false });
    const pos = till.page();
    await walkEnrolment(pos, look, { origins, office: desk, terminal: 'Axe' });
    await toFullCart(pos, { name: 'Nargiza', pin: '284617' });
    await look('pos-sale', pos);
    await walkPayment(pos, look);
    const support = await office.context.newPage();
    await office.context.clearCookies();
    await signIn(support, `${origins.console}/console`, printedLogin(product.output(), 'support'));
    await walkConsole(support, look, origins);
  } finally {
    await Promise.all([office.close(), till.close(), stranger.close()]);
  }
  const named = [
    'sign-up',
    'dashboard',
    'catalogue',
    'import',
    'sale',
    'payment',
    'console-tenant',
  ];
  for (const part of named) expect(seen.some((name) => name.includes(part))).toBe(true);
  expect(findings).toEqual([]);
});

test('a long list goes on as its end comes near, without a press', async () => {
  const device = await openDevice();
  try {
    const page = device.page();
    const owner = printedLogin(product.output(), 'owner');
    await signIn(page, `${product.origins.office}/sign-in`, owner);
    await page.goto(`${product.origins.office}/office/catalogue`);
    const rows = page.locator('tbody tr[data-index]');
    await rows.first().waitFor();
    const newest = async () => {
      await rows.last().scrollIntoViewIfNeeded();
      return Number(await rows.last().getAttribute('data-index'));
    };
    await expect.poll(newest, { timeout: 60_000, interval: 50 }).toBeGreaterThan(300);
  } finally {
    await device.close();
  }
});

test('after kill -9 of the whole start the next one heals itself on the same data', async () => {
  await product.killHard();
  await product.restart();
  const response = await fetch(`${product.origins.office}/sign-in`);
  expect(response.status).toBe(200);
});
