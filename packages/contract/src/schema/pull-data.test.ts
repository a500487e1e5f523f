import { describe, expect, test } from 'vitest';
import { SAMPLE_IDS } from '../fixtures/index.ts';
import { PULL_KINDS, type PullData, type PullKind } from '../kinds/pull-kinds.ts';
import { pullAnswerSchema } from './answer-schemas.ts';
import { PULL_DATA_SCHEMAS } from './pull-data-schemas.ts';

const { bread, customer, incarnation, saleOp } = SAMPLE_IDS;
const productId = '0197a000-0000-7000-8000-0000000000e0';
const categoryId = '0197a000-0000-7000-8000-0000000000e1';

/** A row of each kind as a terminal gets it. */
const ROWS: PullData = {
  settings: {
    chainName: 'Baraka market',
    status: 'active',
    currency: 'UZS',
    locale: 'uz-Latn',
    usdRate: 1_214_500,
    lowStockThreshold: 5000,
    receiptHeader: 'Xush kelibsiz',
    receiptFooter: 'Rahmat',
    taxIncluded: true,
    taxRateBp: 1200,
  },
  store: {
    code: 'A1',
    name: 'Chorsu',
    timeZone: 'Asia/Tashkent',
    utcOffsetMin: 300,
    cutoverHour: 4,
    currency: 'UZS',
    legalName: 'MCHJ Baraka',
    tin: '301234567',
    address: 'Chorsu 12',
    phone: '+998712345678',
    cashRounding: 10_000,
    paperMm: 80,
  },
  'tender-type': {
    name: 'Naqd',
    names: { ru: 'Наличные', en: 'Cash' },
    kind: 'cash',
    position: 0,
    active: true,
  },
  'tax-rate': { name: 'QQS', rateBp: 1200, from: 1_735_689_600_000, n: 3 },
  category: { name: 'Non', names: null, hue: 38, position: 1 },
  sku: {
    productId,
    categoryId,
    name: 'Non, oq',
    names: { 'uz-Cyrl': 'Нон, оқ' },
    code: 'NON-OQ',
    kind: 'piece',
    unit: 'dona',
    tracked: true,
    taxRateBp: null,
    favourite: 1,
    sample: false,
    mxik: '01905001001000000',
    marked: false,
  },
  barcode: { skuId: bread, code: '4780001000017', kind: 'ean', packQuantity: 1000 },
  price: { skuId: bread, amount: 400_000, currency: 'UZS', from: 1_764_000_000_000, n: 7 },
  stock: { skuId: bread, quantity: -3000, counted: true, n: 12 },
  staff: {
    name: 'Dilnoza',
    role: 'cashier',
    pin: { salt: 'c2FsdA', hash: 'aGFzaA', params: { m: 19_456, t: 2, p: 1 } },
  },
  terminal: { name: 'Kassa 2', code: 'M4', incarnation, publicKey: 'MFkw', revoked: false },
  customer: { name: 'Gulnora', phone: '+998901234567', balance: -150_000, debtLimit: 5_000_000 },
  rate: { currency: 'USD', rate: 1_214_500, at: 1_764_000_000_000, source: 'cbu' },
  outcome: { opId: saleOp, is: 'posted', n: 14, flags: ['oversell', 'clock'] },
};

const accepts = (kind: PullKind, data: unknown) => PULL_DATA_SCHEMAS[kind].safeParse(data).success;

describe.each(PULL_KINDS)('a row of kind %s', (kind) => {
  test('is read as it was sent', () => {
    expect(PULL_DATA_SCHEMAS[kind].parse(ROWS[kind])).toEqual(ROWS[kind]);
  });

  test('is no row when one of its fields is missing', () => {
    for (const field of Object.keys(ROWS[kind])) {
      const rest = Object.entries(ROWS[kind]).filter(([name]) => name !== field);
      expect(accepts(kind, Object.fromEntries(rest)), field).toBe(false);
    }
  });

  test('[PULL3] is no row with a field that the contract does not give to terminals', () => {
    for (const field of ['cost', 'margin', 'unitCost', 'otherStoreQuantity']) {
      expect(accepts(kind, { ...ROWS[kind], [field]: 1 }), field).toBe(false);
    }
  });
});

test.each([
  ['settings', 'status', 'paused'],
  ['settings', 'taxRateBp', 10_001],
  ['settings', 'usdRate', 12_145.5],
  ['settings', 'currency', 'soʻm'],
  ['store', 'paperMm', 76],
  ['store', 'cutoverHour', 24],
  ['store', 'cashRounding', -1],
  ['store', 'code', ''],
  ['tender-type', 'kind', 'cheque'],
  ['tender-type', 'names', { uz: 'Naqd' }],
  ['tax-rate', 'rateBp', -1],
  ['category', 'hue', 'red'],
  ['sku', 'kind', 'liquid'],
  ['sku', 'productId', 'p-1'],
  ['sku', 'tracked', 'yes'],
  ['barcode', 'code', ''],
  ['barcode', 'packQuantity', 0.5],
  ['price', 'amount', -1],
  ['price', 'amount', 4000.5],
  ['stock', 'quantity', 1.5],
  ['stock', 'counted', null],
  ['staff', 'role', 'admin'],
  ['staff', 'pin', { salt: 'a', hash: 'b' }],
  ['terminal', 'code', 'K'],
  ['terminal', 'code', 'K7X9Z'],
  ['customer', 'balance', '0'],
  ['rate', 'rate', -1],
  ['outcome', 'is', 'flagged'],
  ['outcome', 'flags', ['out-of-stock']],
] as const)('a row of kind %s with %s = %j is no row of the contract', (kind, field, value) => {
  expect(accepts(kind, { ...ROWS[kind], [field]: value })).toBe(false);
});

test.each([
  ['settings', 'usdRate', null],
  ['tender-type', 'names', null],
  ['sku', 'categoryId', null],
  ['sku', 'names', {}],
  ['price', 'amount', null],
  ['staff', 'pin', null],
  ['customer', 'phone', null],
  ['customer', 'debtLimit', null],
  ['outcome', 'flags', []],
] as const)('a row of kind %s may have %s = %j', (kind, field, value) => {
  expect(accepts(kind, { ...ROWS[kind], [field]: value })).toBe(true);
});

describe('[PULL1] an answer to a pull', () => {
  const answer = (rows: object[]) => ({
    epoch: 1,
    rows,
    cursor: { epoch: 1, n: 14, check: 'abc' },
    more: false,
    nonce: 'n',
  });
  const reads = (rows: object[]) => pullAnswerSchema.safeParse(answer(rows)).success;

  test('carries rows of all kinds, and deleted ones without data', () => {
    const rows = PULL_KINDS.map((kind) => ({ kind, id: bread, version: 3, data: ROWS[kind] }));
    const deleted = { kind: 'sku', id: bread, version: 4, deleted: true };
    expect(pullAnswerSchema.parse(answer([...rows, deleted]))).toEqual(answer([...rows, deleted]));
  });

  test('has no row of an unknown kind, without id, with the data of another kind', () => {
    expect(reads([{ kind: 'cost', id: bread, version: 1, data: {} }])).toBe(false);
    expect(reads([{ kind: 'sku', id: '', version: 1, data: ROWS.sku }])).toBe(false);
    expect(reads([{ kind: 'sku', id: bread, version: 1, data: ROWS.price }])).toBe(false);
    expect(reads([{ kind: 'sku', id: bread, version: 1.5, data: ROWS.sku }])).toBe(false);
    expect(reads([{ kind: 'sku', id: bread, version: 1, deleted: 'yes' }])).toBe(false);
  });

  test('a customer comes with name, phone and balance and nothing else', () => {
    expect(Object.keys(ROWS.customer).sort()).toEqual(['balance', 'debtLimit', 'name', 'phone']);
    expect(reads([{ kind: 'customer', id: customer, version: 1, data: ROWS.customer }])).toBe(true);
    const more = { ...ROWS.customer, address: 'Chorsu 5' };
    expect(reads([{ kind: 'customer', id: customer, version: 1, data: more }])).toBe(false);
  });
});
