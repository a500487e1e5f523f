import { describe, expect, test } from 'vitest';
import { SAMPLE_BODIES, SAMPLE_IDS } from '../fixtures/index.ts';
import { OPERATION_TYPES, type OperationType } from '../operation.ts';
import { BODY_SCHEMAS } from './body-schemas.ts';

/** Fields that a body may lack. */
const OPTIONAL = new Set(['denominations', 'debtDueDate', 'note', 'practice']);

/** Where the first fault of a body lies, or null when it is read. */
function faultIn(type: OperationType, body: unknown): string | null {
  const parsed = BODY_SCHEMAS[type].safeParse(body);
  return parsed.success ? null : (parsed.error.issues[0]?.path.join('.') ?? '');
}

/** A sample with one value put in at a path such as `lines.0.quantity`. */
function sampleWith(type: OperationType, path: string, value: unknown): unknown {
  const body = JSON.parse(JSON.stringify(SAMPLE_BODIES[type])) as Record<string, unknown>;
  const steps = path.split('.');
  let inside = body;
  for (const step of steps.slice(0, -1)) inside = inside[step] as Record<string, unknown>;
  inside[steps.at(-1) as string] = value;
  return body;
}

describe.each(OPERATION_TYPES)('a body of %s', (type) => {
  test('has no field that it may lack without saying so', () => {
    for (const field of Object.keys(SAMPLE_BODIES[type])) {
      const rest = Object.entries(SAMPLE_BODIES[type]).filter(([name]) => name !== field);
      const fault = faultIn(type, Object.fromEntries(rest));
      expect(fault, field).toBe(OPTIONAL.has(field) ? null : field);
    }
  });

  test('is an object and nothing else', () => {
    for (const value of [null, [], 'body', 7, undefined]) {
      expect(faultIn(type, value)).toBe('');
    }
  });
});

test.each([
  ['shift.open', 'float', -1],
  ['shift.open', 'currency', 'sum'],
  ['sale', 'lines.0.quantity', -1000],
  ['sale', 'lines.0.price', 4000.5],
  ['sale', 'lines.0.priceSource', 'guess'],
  ['sale', 'lines.0.taxRateBp', 10_001],
  ['sale', 'lines.0.unit', null],
  ['sale', 'lines.1.discounts.0.kind', 'gift'],
  ['sale', 'lines.1.discounts.0.value', 10_001],
  ['sale', 'lines.1.discounts.0.scope', 'cart'],
  ['sale', 'lines.1.discounts.0.amount', -1],
  ['sale', 'tenders.0.kind', 'cheque'],
  ['sale', 'tenders.0.amount', -1],
  ['sale', 'tenders.0.tenderTypeId', 'cash'],
  ['sale', 'tenders.0.rate', 12_145.5],
  ['sale', 'saleDiscount', { kind: 'percent', value: -1 }],
  ['sale', 'taxIncluded', 'yes'],
  ['sale', 'cashRounding', 0.5],
  ['sale', 'changeGiven', -1],
  ['sale', 'debtDueDate', '31.12.2026'],
  ['sale', 'priceN', -1],
  ['sale', 'rules', 1.5],
  ['return', 'lines', []],
  ['return', 'lines.0.saleLine', -1],
  ['return', 'refund', -400_000],
  ['return', 'saleId', 'A1-K7-000001'],
  ['void', 'saleOpId', null],
  ['void', 'reason', 'x'.repeat(201)],
  ['cash.move', 'direction', 'sideways'],
  ['cash.move', 'amount', -5],
  ['cash.move', 'shiftId', null],
  ['debt.payment', 'amount', '3000000'],
  ['debt.payment', 'customerId', null],
  ['customer.create', 'phone', '901234567'],
  ['customer.create', 'phone', '+0901234567'],
  ['customer.create', 'name', null],
  ['customer.change', 'customerId', ''],
  ['sku.draft', 'price', -1],
  ['sku.draft', 'name', 'x'.repeat(201)],
  ['stock.count', 'lines.0.quantity', 1.5],
  ['stock.count', 'lines.0.skuId', null],
  ['approval', 'approverId', null],
  ['approval', 'action', 'x'.repeat(61)],
  ['staff.activity', 'kind', 'nap'],
  ['staff.activity', 'details', { deep: { er: 1 } }],
  ['shift.close', 'countedCash', -1],
  ['shift.close', 'denominations', { ten: 1 }],
  ['shift.close', 'denominations', { '10000': -1 }],
  ['shift.close', 'lastSeq', -1],
  ['shift.close', 'z.saleCount', 0.5],
  ['shift.close', 'z.returnCount', -1],
  ['shift.close', 'z.tenders', { cash: 0.5 }],
] as const)('[OP7] a body of %s with %s = %j is not read', (type, path, value) => {
  expect(faultIn(type, sampleWith(type, path, value))).toMatch(new RegExp(`^${path}`));
});

test.each([
  ['sale', 'shiftId', null],
  ['sale', 'staffId', null],
  ['sale', 'customerId', SAMPLE_IDS.customer],
  ['sale', 'cashRounding', -700],
  ['sale', 'saleDiscount', { kind: 'amount', value: 5000, approverId: SAMPLE_IDS.manager }],
  ['sale', 'debtDueDate', '2026-12-31'],
  ['sale', 'lines.0.quantity', 0],
  ['sale', 'lines.0.note', 'issiq'],
  ['sale', 'tenders', []],
  ['sale', 'tenders.0.foreignAmount', 1000],
  ['return', 'saleId', null],
  ['return', 'lines.0.saleLine', null],
  ['debt.payment', 'shiftId', null],
  ['customer.create', 'phone', '+79161234567'],
  ['stock.count', 'lines.0.quantity', -2000],
  ['stock.count', 'lines', []],
  ['approval', 'subject', null],
  ['staff.activity', 'details', {}],
  ['shift.close', 'denominations', undefined],
  ['shift.close', 'z.expectedCash', -10_000],
  ['shift.close', 'z.saleCount', -1],
  ['shift.close', 'z.tenders', {}],
] as const)('a body of %s may have %s = %j', (type, path, value) => {
  expect(faultIn(type, sampleWith(type, path, value))).toBeNull();
});

test('figures that do not add up are read: they become a flag, no fault', () => {
  const body = { ...SAMPLE_BODIES.sale, totals: { gross: 1, discount: 0, net: 0, tax: 0 } };
  expect(faultIn('sale', body)).toBeNull();
});
