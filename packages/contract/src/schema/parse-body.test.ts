import { SALE_LIMITS } from '@oson/domain';
import { describe, expect, test } from 'vitest';
import type { BodyOf } from '../bodies/body-of.ts';
import { BODY_VERSIONS } from '../bodies/body-versions.ts';
import { newestBody, upCastsBetween } from '../bodies/up-cast.ts';
import { canonicalJson } from '../canonical/canonical-json.ts';
import {
  SALE_OF_VERSION_0,
  SALE_OF_VERSION_1,
  SALE_OF_VERSION_2,
  SAMPLE_BODIES,
  SAMPLE_IDS,
} from '../fixtures/index.ts';
import { OPERATION_TYPES, type OperationType } from '../operation.ts';
import { BODY_SCHEMAS } from './body-schemas.ts';
import { parseBody } from './parse-body.ts';

const sale = SAMPLE_BODIES.sale;
const firstLine = sale.lines[0] as BodyOf['sale']['lines'][number];

function faultOf(type: OperationType, body: unknown) {
  const read = parseBody(type, BODY_VERSIONS[type], JSON.stringify(body));
  return read.ok ? null : read.error;
}

test('[OP7] there is a schema and a sample for every operation type', () => {
  expect(Object.keys(BODY_SCHEMAS).sort()).toEqual([...OPERATION_TYPES].sort());
  expect(Object.keys(SAMPLE_BODIES).sort()).toEqual([...OPERATION_TYPES].sort());
});

test.each(OPERATION_TYPES)('[OP7] a body of %s reads back as it was sealed', (type) => {
  const body = SAMPLE_BODIES[type];
  const read = parseBody(type, BODY_VERSIONS[type], canonicalJson(body));
  expect(read).toEqual({ ok: true, type, body });
});

test.each(OPERATION_TYPES)('[OP8] unknown fields of %s are kept', (type) => {
  const body = { ...SAMPLE_BODIES[type], loyalty: { points: 12, of: ['a', null] } };
  const read = parseBody(type, BODY_VERSIONS[type], JSON.stringify(body));
  expect(read).toEqual({ ok: true, type, body });
});

test('[OP8] unknown fields inside lines, tenders, discounts and totals are kept', () => {
  const body = {
    ...sale,
    lines: [{ ...firstLine, lot: 'A-7', discounts: [] }],
    tenders: sale.tenders.map((tender) => ({ ...tender, rrn: '0042' })),
    saleDiscount: { kind: 'percent', value: 500, campaign: 'navroʻz' },
    totals: { ...sale.totals, points: 3 },
  };
  expect(parseBody('sale', BODY_VERSIONS.sale, JSON.stringify(body))).toEqual({
    ok: true,
    type: 'sale',
    body,
  });
});

describe('[OP9] versions', () => {
  test('a sale of version 0 reads as one of today', () => {
    const read = parseBody('sale', 0, JSON.stringify(SALE_OF_VERSION_0.body));
    expect(read).toEqual({ ok: true, type: 'sale', body: SALE_OF_VERSION_0.readsAs });
  });

  test('an up-cast does not undo what the old body did say', () => {
    const body = { ...SALE_OF_VERSION_0.body, rules: 3, discount: { kind: 'amount', value: 100 } };
    const read = parseBody('sale', 0, JSON.stringify(body));
    expect(read).toMatchObject({
      ok: true,
      body: { rules: 3, saleDiscount: { kind: 'amount', value: 100 } },
    });
    expect(read).not.toHaveProperty('body.cashierId');
  });

  test.each([
    [1, SALE_OF_VERSION_1],
    [2, SALE_OF_VERSION_2],
  ])('a sale of version %i reads as one of today, on a device too', (v, { body, readsAs }) => {
    expect(parseBody('sale', v, JSON.stringify(body))).toEqual({
      ok: true,
      type: 'sale',
      body: readsAs,
    });
    expect(newestBody('sale', v, body)).toEqual(readsAs);
    expect(newestBody('sale', BODY_VERSIONS.sale, readsAs)).toBe(readsAs);
    expect(newestBody('void', 0, body)).toBe(body);
  });

  test('a version from the future can be read later', () => {
    const next = BODY_VERSIONS.sale + 1;
    expect(parseBody('sale', next, JSON.stringify(sale))).toEqual({
      ok: false,
      error: { cause: 'version-unknown', readableLater: true, message: `sale v${next}` },
    });
  });

  test('a type from the future can be read later', () => {
    expect(parseBody('gift.card', 1, '{}')).toEqual({
      ok: false,
      error: { cause: 'type-unknown', readableLater: true, message: 'gift.card' },
    });
  });

  test('an old version without an up-cast is not guessed at', () => {
    expect(parseBody('void', 0, '{}')).toMatchObject({
      ok: false,
      error: { cause: 'version-unknown' },
    });
    expect(upCastsBetween('void', 0, 1)).toBeNull();
    expect(upCastsBetween('sale', 1, 1)).toEqual([]);
    expect(upCastsBetween('sale', 0, 1)).toHaveLength(1);
  });
});

test('[OP11] a fraction, an unsafe number or text in place of an amount is not read', () => {
  for (const gross of [0.5, 2 ** 53, '100', null, -1]) {
    expect(faultOf('sale', { ...sale, totals: { ...sale.totals, gross } })).toEqual({
      cause: 'shape',
      readableLater: false,
      message: expect.stringMatching(/^totals\.gross: /) as string,
    });
  }
  expect(faultOf('shift.open', { ...SAMPLE_BODIES['shift.open'], float: 1.5 })?.cause).toBe(
    'shape',
  );
  expect(faultOf('sale', { ...sale, lines: [{ ...firstLine, quantity: 1.5 }] })?.message).toMatch(
    /^lines\.0\.quantity: /,
  );
});

test('[OP12] a line without its snapshot or a sale without its feed position is not read', () => {
  for (const field of ['name', 'code', 'unit', 'listPrice', 'priceSource', 'taxRateBp']) {
    const line = Object.fromEntries(Object.entries(firstLine).filter(([key]) => key !== field));
    expect(faultOf('sale', { ...sale, lines: [line] })?.message).toContain(`lines.0.${field}`);
  }
  for (const field of ['priceN', 'priceEpoch', 'rules', 'totals']) {
    const rest = Object.fromEntries(Object.entries(sale).filter(([key]) => key !== field));
    expect(faultOf('sale', rest)?.message).toContain(field);
  }
});

test('[OP13] no sale, return or debt payment has a place for a name or phone of a customer', () => {
  const personal = /phone|customerName|"name":"Gulnora/;
  for (const type of ['sale', 'return', 'void', 'debt.payment'] as const) {
    expect(canonicalJson(SAMPLE_BODIES[type])).not.toMatch(personal);
  }
  expect(canonicalJson(SAMPLE_BODIES['customer.create'])).toMatch(personal);
});

test('[OP10] more than domain allows is not read: lines, tenders, text', () => {
  const full = { ...sale, lines: Array.from({ length: SALE_LIMITS.lines }, () => firstLine) };
  expect(faultOf('sale', full)).toBeNull();
  expect(faultOf('sale', { ...full, lines: [...full.lines, firstLine] })?.message).toBe(
    'lines: too_big',
  );
  const tenders = Array.from({ length: SALE_LIMITS.tenders + 1 }, () => sale.tenders[0]);
  expect(faultOf('sale', { ...sale, tenders })?.message).toBe('tenders: too_big');
  expect(faultOf('sale', { ...sale, note: 'x'.repeat(SALE_LIMITS.text) })).toBeNull();
  expect(faultOf('sale', { ...sale, note: 'x'.repeat(SALE_LIMITS.text + 1) })?.message).toBe(
    'note: too_big',
  );
  expect(faultOf('sale', { ...sale, lines: [] })?.message).toBe('lines: too_small');
});

test('the mark of practice is read where it may stand, and nothing but true is a mark', () => {
  expect(
    parseBody('sale', BODY_VERSIONS.sale, JSON.stringify({ ...sale, practice: true })),
  ).toMatchObject({
    ok: true,
    body: { practice: true },
  });
  expect(faultOf('sale', { ...sale, practice: 'yes' })?.cause).toBe('shape');
});

test('[ID1] an id in capitals or without dashes is no id', () => {
  for (const saleId of [SAMPLE_IDS.sale.toUpperCase(), 'sale-1', '']) {
    expect(faultOf('sale', { ...sale, saleId })?.message).toContain('saleId');
  }
});

test('a body that is no JSON object is named so', () => {
  for (const text of ['', '{', 'null', '[]', '"sale"', '12']) {
    expect(parseBody('sale', BODY_VERSIONS.sale, text)).toMatchObject({
      ok: false,
      error: { cause: 'not-json' },
    });
  }
});

test('the message of a fault never repeats a value', () => {
  const fault = faultOf('customer.create', {
    ...SAMPLE_BODIES['customer.create'],
    phone: '90 123 45 67',
  });
  expect(fault).toMatchObject({ cause: 'shape', message: 'phone: invalid_format' });
});

test('a shift that only took goods back has sums below zero and is read', () => {
  const close = SAMPLE_BODIES['shift.close'];
  const z = { ...close.z, gross: -400_000, tenders: { cash: -400_000 }, expectedCash: -100 };
  expect(faultOf('shift.close', { ...close, z })).toBeNull();
  expect(faultOf('shift.close', { ...close, countedCash: -1 })?.message).toBe(
    'countedCash: too_small',
  );
});

test('[OP9] a sale of version 0 that left out cashier and discount reads as none of both', () => {
  const { cashierId: _cashier, discount: _discount, ...bare } = SALE_OF_VERSION_0.body;
  const read = parseBody('sale', 0, JSON.stringify(bare));
  expect(read).toMatchObject({ ok: true, body: { staffId: null, saleDiscount: null } });
});
