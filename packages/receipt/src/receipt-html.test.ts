import { completeSale, type DraftLine, type SaleDraft, type Tender } from '@oson/domain';
import { formatMoney, LOCALES } from '@oson/messages';
import { expect, test } from 'vitest';
import { receiptModelOfReturn } from './model-of-return.ts';
import { receiptModelOfSale, type ReceiptSale, type SaleReceiptInput } from './model-of-sale.ts';
import { pageCss, RECEIPT_CSS } from './receipt-css.ts';
import { receiptHtml } from './receipt-html.ts';
import type { ReceiptModel } from './receipt-model.ts';

const EVIL = `<img src=x onerror=alert(1)>"'&`;
const STEP = 10_000;

const aLine = (over: Partial<DraftLine> = {}): DraftLine => ({
  lineId: 'a',
  skuId: 'sku-1',
  name: 'Non',
  code: '4780001000019',
  unit: 'dona',
  quantity: 1000,
  listPrice: 470_000,
  price: 470_000,
  priceSource: 'list',
  taxRateBp: 1200,
  discounts: [],
  ...over,
});
const cash = (amount: number): Tender => ({
  tenderTypeId: 'cash-1',
  kind: 'cash',
  amount,
  currency: 'UZS',
});
function aSale(
  lines: DraftLine[],
  over: Partial<ReceiptSale> & { draft?: Partial<SaleDraft>; tenders?: Tender[] } = {},
): ReceiptSale {
  const { draft, tenders, ...body } = over;
  const result = completeSale(
    { lines, discount: null, taxIncluded: true, ...draft },
    tenders ?? [cash(5_000_000_000)],
    STEP,
  );
  if (!result.ok) throw new Error(result.problem);
  return { ...result.sale, receiptNumber: 'CH-7K-001184', currency: 'UZS', ...body };
}
const shop = {
  name: 'Baraka Market',
  storeName: 'Chilonzor doʻkoni',
  legalName: null,
  tin: '305118204',
  address: 'Toshkent, Chilonzor 9-mavze, 14',
  phone: '+998712345678',
  header: null,
  footer: null,
};
const modelOf = (sale: ReceiptSale, over: Partial<SaleReceiptInput> = {}): ReceiptModel =>
  receiptModelOfSale({
    shop,
    sale,
    atMs: Date.parse('2026-11-21T14:32:00+05:00'),
    utcOffsetMin: 300,
    terminalName: 'Kassa 2',
    cashier: 'Dilnoza R.',
    ...over,
  });
const print = (model: ReceiptModel, over = {}) =>
  receiptHtml(model, { paperMm: 80, locale: 'uz-Latn', ...over });

/** What a reader sees: the text of each block of the paper, with plain spaces. */
function printed(html: string): string[] {
  const body = html.slice(html.indexOf('<article'), html.indexOf('</article>'));
  return body
    .replaceAll('</span><span>', ' | ')
    .replace(/<(?:\/?div|hr|h1|\/h1|svg|br|small)[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&nbsp;', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
const som = (tiyin: number) =>
  formatMoney(tiyin, 'uz-Latn', { unit: false }).replaceAll('\u00a0', ' ');

const VISUAL = [
  aLine({ name: 'Sut Sutli Yaylov 3,2% 0,9 l', price: 1_250_000, quantity: 2000 }),
  aLine({ name: 'Non Oq Bulut oq 500 g', price: 470_000, quantity: 3000 }),
  aLine({ name: 'Kartoshka mahalliy', price: 600_000, quantity: 2340, unit: 'kg' }),
  aLine({
    name: 'Guruch lazer Oq Bulut 1 kg',
    price: 2_000_000,
    quantity: 2000,
    discounts: [{ kind: 'percent', value: 1000 }],
  }),
  aLine({ name: 'Paxta yogʻi Oq Bulut 1 l', price: 1_700_000 }),
  aLine({ name: 'Koʻk choy Koʻk Piyola 100 g', price: 1_750_000 }),
];

test('the receipt of the visual language is printed line by line', () => {
  const html = print(modelOf(aSale(VISUAL, { tenders: [cash(20_000_000)] })));
  expect(printed(html)).toEqual([
    'Baraka Market',
    'Toshkent, Chilonzor 9-mavze, 14',
    'STIR 305 118 204 · Chilonzor doʻkoni',
    'Tel. +998 71 234 56 78',
    'Chek CH-7K-001184 | 21.11.2026 14:32',
    'Kassa 2 | Kassir: Dilnoza R.',
    'Sut Sutli Yaylov 3,2% 0,9 l',
    '2 × 12 500 | 25 000',
    'Non Oq Bulut oq 500 g',
    '3 × 4 700 | 14 100',
    'Kartoshka mahalliy',
    '2,34 kg × 6 000 | 14 040',
    'Guruch lazer Oq Bulut 1 kg',
    '2 × 20 000 | 40 000',
    'Chegirma 10 % | −4 000',
    'Paxta yogʻi Oq Bulut 1 l',
    '1 × 17 000 | 17 000',
    'Koʻk choy Koʻk Piyola 100 g',
    '1 × 17 500 | 17 500',
    'Oraliq jami | 127 640',
    'Chegirma | −4 000',
    'Yaxlitlash | −40',
    'JAMI, soʻm | 123 600',
    'Naqd | 200 000',
    'Qaytim | 76 400',
    'shundan QQS 12 % | 13 247,14',
    'Xaridingiz uchun rahmat!',
    'Fiskal chek emas',
  ]);
});

test('a long receipt prints every line, and its totals are the model’s', () => {
  const lines = Array.from({ length: 300 }, (_line, at) =>
    aLine({ name: `Tovar ${at}`, price: 100_000 + at * 700, quantity: 1000 + (at % 7) * 500 }),
  );
  const sale = aSale(lines, { draft: { discount: { kind: 'percent', value: 333 } } });
  const model = modelOf(sale);
  const rows = printed(print(model));
  const always = (tiyin: number) =>
    formatMoney(tiyin, 'uz-Latn', { unit: false, tiyin: 'always' }).replaceAll('\u00a0', ' ');
  expect(rows.filter((row) => row.startsWith('Tovar '))).toHaveLength(300);
  expect(rows).toContain(`Oraliq jami | ${always(model.totals.subtotal)}`);
  expect(rows).toContain(`Chegirma 3,33 % | −${always(model.totals.saleDiscounts)}`);
  expect(rows).toContain(`JAMI, soʻm | ${always(model.totals.due)}`);
  expect(rows).toContain(`Qaytim | ${always(model.change)}`);
  expect(rows).toContain(`shundan QQS 12 % | ${always(sale.totals.tax)}`);
  expect(rows).toContain(`Naqd | ${always(5_000_000_000)}`);
});

test.each([
  ['tax included', { taxIncluded: true, discount: null }],
  ['tax on top', { taxIncluded: false, discount: null }],
  ['a discount', { taxIncluded: true, discount: { kind: 'amount', value: 12_345 } as const }],
  ['both', { taxIncluded: false, discount: { kind: 'percent', value: 777 } as const }],
])('the printed sums add up from top to bottom: %s', (_case, draft) => {
  const { totals, tenders, change } = modelOf(aSale(VISUAL, { draft }));
  const { subtotal, lineDiscounts, saleDiscounts, taxOnTop, cashRounding, due, gross } = totals;
  expect(subtotal - lineDiscounts - saleDiscounts + taxOnTop).toBe(gross);
  expect(gross + cashRounding).toBe(due);
  expect(tenders.reduce((sum, tender) => sum + tender.amount, 0) - change).toBe(due);
});

test('tax on top is a sum above the total, not a remark below it', () => {
  const rows = printed(print(modelOf(aSale(VISUAL, { draft: { taxIncluded: false } }))));
  const tax = rows.findIndex((row) => row.startsWith('QQS 12 % |'));
  expect(tax).toBeGreaterThan(0);
  expect(tax).toBeLessThan(rows.findIndex((row) => row.startsWith('JAMI')));
  expect(rows.some((row) => row.startsWith('shundan'))).toBe(false);
});

test('each rate has its row, and goods without tax say so', () => {
  const mixed = [aLine({ taxRateBp: 600 }), aLine({ taxRateBp: 0 }), aLine()];
  const rows = printed(print(modelOf(aSale(mixed))));
  expect(rows.filter((row) => row.startsWith('shundan'))).toEqual([
    `shundan QQS 12 % | ${som(50_357)}`,
    `shundan QQS 6 % | ${som(26_604)}`,
  ]);
  expect(printed(print(modelOf(aSale([aLine({ taxRateBp: 0 })]))))).toContain('QQSsiz |');
});

test('one sum needs no subtotal', () => {
  const rows = printed(print(modelOf(aSale([aLine()]))));
  expect(rows.some((row) => row.startsWith('Oraliq jami'))).toBe(false);
  expect(rows).toContain('JAMI, soʻm | 4 700');
});

test('amounts of one receipt all have hundredths or none has', () => {
  const weighed = aLine({ price: 8_990_000, quantity: 735, unit: 'kg' });
  const rows = printed(print(modelOf(aSale([aLine(), weighed]))));
  expect(rows).toContain('1 × 4 700 | 4 700,00');
  expect(rows).toContain('0,735 kg × 89 900 | 66 076,50');
  expect(rows).toContain('JAMI, soʻm | 70 800,00');
});

test('no text of the shop, the goods or the people can become markup', () => {
  const line = aLine({ name: EVIL, note: EVIL, unit: EVIL, code: EVIL });
  const model = modelOf(
    aSale([line], { receiptNumber: EVIL, note: EVIL, tenders: [cash(500_000)] }),
    {
      shop: {
        name: EVIL,
        storeName: `${EVIL}2`,
        legalName: `${EVIL}3`,
        tin: EVIL,
        address: EVIL,
        phone: EVIL,
        header: EVIL,
        footer: EVIL,
      },
      terminalName: EVIL,
      cashier: EVIL,
      customer: EVIL,
      tenderNames: { 'cash-1': EVIL },
      mxik: { 'sku-1': EVIL },
      marking: { 0: [EVIL] },
      fiscal: { state: 'signed', sign: EVIL, module: EVIL, receiptNumber: EVIL, qrUrl: EVIL },
      digitalUrl: EVIL,
    },
  );
  for (const locale of LOCALES) {
    const html = print(model, { locale, copy: true });
    expect(html).not.toContain('<img');
    expect(html.match(/&lt;img/g)?.length).toBeGreaterThan(15);
    expect(html.match(/<\w+/g)?.filter((tag) => !ALLOWED.has(tag))).toEqual([]);
  }
});
const ALLOWED = new Set(
  ['html', 'head', 'meta', 'title', 'style', 'body', 'article', 'div', 'span', 'b', 'h1', 'hr']
    .concat(['br', 'svg', 'path', 'small', 'i'])
    .map((tag) => `<${tag}`),
);

test('[CASE17] practice says MASHQ in every language, large and first, and bears no sign', () => {
  const sale = aSale([aLine()], { practice: true, receiptNumber: 'MASHQ-CH-7K-000003' });
  const model = modelOf(sale, {
    digitalUrl: 'https://osonsavdo.uz/r#1',
    fiscal: { state: 'signed', sign: '4810', module: 'UZ1', receiptNumber: null, qrUrl: 'x' },
  });
  expect(model).toMatchObject({ practice: true, digitalUrl: null, fiscal: null });
  for (const locale of LOCALES) {
    const html = print(model, { locale });
    expect(html).toContain('<article class="paper"><div class="mark">MASHQ<small>');
    expect(html).not.toContain('<svg');
    expect(html).not.toContain('4810');
  }
});

test('[CASE17] a screen in practice marks any receipt, whatever its model says', () => {
  const model = modelOf(aSale([aLine()]), { digitalUrl: 'https://osonsavdo.uz/r#1' });
  const html = print(model, { practice: true });
  expect(html).toContain('MASHQ');
  expect(html).not.toContain('<svg');
  expect(print(model)).not.toContain('MASHQ');
});

test('a copy says NUSXA in every language, an original never', () => {
  const model = modelOf(aSale([aLine()]));
  for (const locale of LOCALES) {
    expect(print(model, { locale, copy: true })).toContain('NUSXA');
    expect(print(model, { locale })).not.toContain('NUSXA');
  }
});

test('fiscal sign, module and number are printed with their QR', () => {
  const html = print(
    modelOf(aSale([aLine()]), {
      fiscal: {
        state: 'signed',
        sign: '481022779035',
        module: 'UZ221109341876',
        receiptNumber: '1184',
        qrUrl: 'https://ofd.soliq.uz/check?t=UZ221109341876',
      },
      mxik: { 'sku-1': '02201002004029001' },
      marking: { 0: ['010460796510004021aBcDeF1'] },
    }),
  );
  const rows = printed(html);
  for (const row of [
    '4810 2277 9035',
    'FM UZ221109341876',
    'Fiskal chek 1184',
    'MXIK 02201002004029001 · 4780001000019',
    'Markirovka: 010460796510004021aBcDeF1',
  ]) {
    expect(rows).toContain(row);
  }
  expect(html.match(/<svg/g)).toHaveLength(1);
  expect(rows).not.toContain('Fiskal chek emas');
});

test('a fiscal sign that is still owed is said', () => {
  const rows = printed(print(modelOf(aSale([aLine()]), { fiscal: { state: 'pending' } })));
  expect(rows).toContain('Fiskal chek navbatda: belgi keyinroq beriladi');
});

test('the digital receipt has a QR of its own', () => {
  const model = modelOf(aSale([aLine()]), { digitalUrl: 'https://osonsavdo.uz/r#1.abc' });
  expect(print(model).match(/<svg class="qr"/g)).toHaveLength(1);
});

test('dollars are printed with their rate, a debt with its date', () => {
  const tenders: Tender[] = [
    { ...cash(121_000_000), currency: 'USD', foreignAmount: 10_000, rate: 1_210_000 },
    { tenderTypeId: 'debt-1', kind: 'debt', amount: 79_000_000, currency: 'UZS' },
  ];
  const sale = aSale([aLine({ price: 200_000_000 })], { tenders, debtDueDate: '2026-12-05' });
  const rows = printed(print(modelOf(sale, { customer: 'Karimov A.' })));
  expect(rows).toContain('Naqd | 1 210 000');
  expect(rows).toContain('100 USD × 12 100');
  expect(rows).toContain('Nasiya | 790 000');
  expect(rows).toContain('Toʻlash muddati | 05.12.2026');
  expect(rows).toContain('Xaridor | Karimov A.');
});

test('a return is told from a sale and names its sale and reason', () => {
  const model = receiptModelOfReturn({
    shop,
    atMs: Date.parse('2026-11-21T14:32:00+05:00'),
    utcOffsetMin: 300,
    sold: {
      lines: [
        {
          skuId: 'sku-1',
          name: 'Sut 0,9 l',
          unit: 'dona',
          saleLine: 0,
          quantity: 2000,
          gross: 2_499_040,
          tax: 267_754,
        },
      ],
      refund: 2_499_040,
      tax: 267_754,
      receiptNumber: 'CH-7K-001190',
      saleReceiptNumber: 'CH-7K-001184',
      currency: 'UZS',
      tenders: [cash(2_500_000)],
      cashRounding: 960,
      reason: 'Sifati yoqmadi',
    },
  });
  const rows = printed(print(model));
  expect(rows).toContain('Qaytarish cheki CH-7K-001190 | 21.11.2026 14:32');
  expect(rows).toContain('Sotuv cheki | CH-7K-001184');
  expect(rows).toContain('2 × 12 495,20 | 24 990,40');
  expect(rows).toContain('Yaxlitlash | +9,60');
  expect(rows).toContain('QAYTARILDI, soʻm | 25 000,00');
  expect(rows).toContain('Sabab: Sifati yoqmadi');
});

test.each([
  ['uz-Latn', 'JAMI, soʻm', 'Kassir: Dilnoza R.'],
  ['uz-Cyrl', 'ЖАМИ, сўм', 'Кассир: Dilnoza R.'],
  ['ru', 'ИТОГО, сум', 'Кассир: Dilnoza R.'],
  ['en', 'TOTAL, soʻm', 'Cashier: Dilnoza R.'],
] as const)('in %s the total is %s', (locale, total, cashier) => {
  const html = print(modelOf(aSale([aLine()])), { locale });
  expect(printed(html)).toContain(`${total} | 4 700`);
  expect(printed(html)).toContain(`Kassa 2 | ${cashier}`);
  expect(html).toContain(`<html lang="${locale}"`);
});

test('a receipt with the least there is still stands', () => {
  const least = { name: 'Doʻkon', storeName: null, legalName: null, tin: null, address: null };
  const model = modelOf(aSale([aLine()], { currency: 'USD' }), {
    shop: { ...least, phone: null, header: null, footer: null },
    terminalName: null,
    cashier: null,
  });
  expect(printed(print(model)).slice(0, 3)).toEqual([
    'Doʻkon',
    'Chek CH-7K-001184 | 21.11.2026 14:32',
    'Non',
  ]);
  expect(printed(print(model))).toContain('JAMI, USD | 4 700');
});

test('head and foot of the settings are printed, line by line', () => {
  const model = modelOf(aSale([aLine()]), {
    shop: { ...shop, header: 'Har kuni 8–23', footer: 'Yana keling!\nbaraka.uz' },
  });
  const rows = printed(print(model));
  expect(rows).toContain('Har kuni 8–23');
  expect(rows).toEqual(expect.arrayContaining(['Yana keling!', 'baraka.uz']));
  expect(rows).not.toContain('Xaridingiz uchun rahmat!');
});

test('the paper’s width is a class, its style one constant for both', () => {
  const model = modelOf(aSale([aLine()]));
  expect(print(model, { paperMm: 58 })).toContain('class="p58"');
  expect(print(model, { paperMm: 80 })).toContain('class="p80"');
  for (const paperMm of [58, 80]) {
    expect(print(model, { paperMm })).toContain(`<style>${RECEIPT_CSS}</style>`);
  }
  expect(print(model, { fontCss: '@font-face{font-family:Onest}' })).toContain('@font-face');
});

test.each([
  [80, 774.2, '@page{size:80mm 206mm;margin:0}'],
  [58, 96, '@page{size:58mm 27mm;margin:0}'],
] as const)('paper of %d mm and %d px asks for its own page', (paperMm, height, wanted) => {
  expect(pageCss(paperMm, height)).toBe(wanted);
});
