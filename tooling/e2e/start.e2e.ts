/** The start command itself: what it prints, what it leaves behind, how it heals. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct } from './product.ts';

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

test('after kill -9 of the whole start the next one heals itself on the same data', async () => {
  await product.killHard();
  await product.restart();
  const response = await fetch(`${product.origins.office}/sign-in`);
  expect(response.status).toBe(200);
});
