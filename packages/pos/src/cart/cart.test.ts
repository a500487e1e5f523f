import type { DraftLine } from '@oson/domain';
import { expect, test } from 'vitest';
import {
  addLine,
  emptyCart,
  quantitiesBySku,
  removeLine,
  restoreLine,
  setQuantity,
} from './cart.ts';

function line(lineId: string, overrides: Partial<DraftLine> = {}): DraftLine {
  return {
    lineId,
    skuId: `sku-${lineId}`,
    name: lineId,
    code: null,
    unit: 'dona',
    quantity: 1000,
    listPrice: 470_000,
    price: 470_000,
    priceSource: 'list',
    taxRateBp: 1200,
    discounts: [],
    ...overrides,
  };
}
const cartOf = (...lines: DraftLine[]) => ({ ...emptyCart('cart'), lines });
const order = (cart: { lines: DraftLine[] }) => cart.lines.map((each) => each.lineId).join('');

test('the same goods join their line, others get one of their own', () => {
  const first = addLine(cartOf(line('a')), line('b'));
  const again = addLine(first.cart, line('c', { skuId: 'sku-a' }));

  expect(again.lineId).toBe('a');
  expect(order(again.cart)).toBe('ab');
  expect(again.cart.lines[0]?.quantity).toBe(2000);
});

test.each([
  ['weighed goods', { quantity: 735 }],
  ['a changed price', { price: 1 }],
  ['a price typed by a person', { priceSource: 'open' as const }],
])('%s stay a line of their own', (_what, overrides) => {
  const added = line('b', { skuId: 'sku-a', ...overrides });

  expect(addLine(cartOf(line('a')), added).cart.lines).toHaveLength(2);
});

test('undo brings back quantity, price, discount and place', () => {
  const discount = { kind: 'percent' as const, value: 1000 };
  const special = line('b', { quantity: 3000, price: 9, discounts: [discount] });
  const before = cartOf(line('a'), special, line('c'));

  const { cart, removed } = removeLine(before, 'b');

  expect(order(cart)).toBe('ac');
  expect(restoreLine(cart, removed!)).toEqual(before);
});

test('undo finds the place also when goods came and went meanwhile', () => {
  const { cart, removed } = removeLine(cartOf(line('a'), line('b'), line('c')), 'b');
  const meanwhile = removeLine(addLine(cart, line('d')).cart, 'c').cart;

  expect(order(restoreLine(meanwhile, removed!))).toBe('abd');
  const withoutNeighbour = removeLine(meanwhile, 'a').cart;
  expect(order(restoreLine(withoutNeighbour, removed!))).toBe('db');
});

test('undo pressed twice brings the line back once', () => {
  const { cart, removed } = removeLine(cartOf(line('a')), 'a');
  const once = restoreLine(cart, removed!);

  expect(restoreLine(once, removed!)).toBe(once);
});

test('a quantity of nothing takes the line out', () => {
  expect(setQuantity(cartOf(line('a'), line('b')), 'a', 0).lines).toHaveLength(1);
});

test('tiles count what lies in the cart over all lines of a SKU', () => {
  const cart = cartOf(
    line('a', { skuId: 'x', quantity: 735 }),
    line('b', { skuId: 'x', quantity: 265 }),
  );

  expect(quantitiesBySku(cart).get('x')).toBe(1000);
});
