import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { guessColumns } from './columns/guess-columns.ts';
import { parseSheets } from './parse/parse-sheets.ts';
import { countOutcomes } from './plan/count-outcomes.ts';
import { planRows } from './plan/plan-rows.ts';
import type { PlannedRow } from './plan/planned-row.ts';
import { readImportFile } from './read/read-file.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const som = (tiyin: number | null) => (tiyin === null ? undefined : tiyin / 100);
const whole = (thousandths: number | null) =>
  thousandths === null ? undefined : thousandths / 1000;

type ExpectedFile = Record<string, unknown> & {
  problems: Record<string, unknown>[];
  problemsByCode: Record<string, number>;
};
const expected = JSON.parse(fixture('expected.json').toString()) as {
  files: Record<string, ExpectedFile>;
};

const LONG_MS = 60_000;
const planned = new Map<string, ReturnType<typeof planAnew>>();

/** A file planned with nothing known and nothing answered; each file once. */
function planFile(name: string, options?: Parameters<typeof planRows>[1]) {
  if (options) return planAnew(name, options);
  const known = planned.get(name) ?? planAnew(name);
  planned.set(name, known);
  return known;
}

async function planAnew(name: string, options: Parameters<typeof planRows>[1] = {}) {
  const file = await readImportFile(fixture(name));
  const mappings = file.sheets.flatMap((sheet) => guessColumns(sheet) ?? []);
  const parsed = parseSheets(file, mappings);
  return { ...parsed, planned: planRows(parsed.rows, options) };
}

/** A planned row in the words of expected-rows: so'm, pieces, only what is there. */
function inWordsOfExpectation(row: PlannedRow, file: string): Record<string, unknown> {
  const problems = row.problems.map((problem) => problem.code);
  const told = row.problems.find((problem) => problem.raw !== undefined);
  const base = {
    at: row.at,
    outcome: row.outcome,
    code: file.startsWith('loyverse') ? undefined : (row.code ?? undefined),
    name: row.name || undefined,
    problems: problems.length > 0 ? problems : undefined,
    raw: told?.raw,
    suggestion: row.problems.find((problem) => problem.suggestion)?.suggestion,
  };
  if (row.outcome === 'merged') return { ...base };
  if (problems.includes('duplicate-with-other-price')) return { ...base, price: som(row.price) };
  return {
    ...base,
    category: row.category.length === 0 ? undefined : row.category,
    unit: row.name ? row.unit : undefined,
    price: som(row.price),
    cost: som(row.cost),
    stock: whole(row.stock),
    barcodes: row.barcodes.length === 0 ? undefined : row.barcodes.map((barcode) => barcode.code),
    currency: row.priceForeign?.currency,
    priceUsd: row.priceForeign ? row.priceForeign.minor / 100 : undefined,
    costUsd: row.costForeign ? row.costForeign.minor / 100 : undefined,
  };
}

const withoutGaps = (value: Record<string, unknown>) => JSON.parse(JSON.stringify(value)) as object;

function expectedRows(name: string): Record<string, unknown>[] {
  const text = fixture(`expected-rows/${name}.jsonl`).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What a row's expectation leaves unsaid is not asked of the row. */
function asFarAsSaid(got: Record<string, unknown>, said: Record<string, unknown>) {
  for (const key of ['raw', 'suggestion'] as const) if (said[key] === undefined) delete got[key];
  return withoutGaps(got);
}

describe.each([
  'loyverse-export.csv',
  '1c-nomenklatura.xlsx',
  'hand-made.xlsx',
  'windows-1251.csv',
  'chain-20k.csv',
])('%s', (name) => {
  let counts: ReturnType<typeof countOutcomes>;
  beforeAll(async () => {
    counts = countOutcomes((await planFile(name)).planned);
  }, LONG_MS);

  test('gives exactly the figures of expected.json', () => {
    const said = expected.files[name];
    expect({
      rows: counts.rows,
      new: counts.new,
      merged: counts.merged,
      held: counts.held,
      products: counts.products,
      skus: counts.skus,
      barcodes: counts.barcodes,
      rowsWithProblem: counts.rowsWithProblem,
      problems: counts.problems,
    }).toEqual({
      rows: said?.rows,
      new: said?.new,
      merged: said?.merged,
      held: said?.held,
      products: said?.products,
      skus: said?.skus,
      barcodes: said?.barcodes,
      rowsWithProblem: said?.rowsWithProblem ?? said?.problemRows,
      problems: said?.problemsByCode,
    });
  });
});

test.each(['hand-made.xlsx', 'windows-1251.csv', '1c-nomenklatura.xlsx'])(
  'every row of %s reads as expected-rows says',
  async (name) => {
    const { planned } = await planFile(name);
    const said = expectedRows(name.replace(/\.\w+$/, ''));
    const got = planned.map((row, index) => {
      const row_ = inWordsOfExpectation(row, name);
      const category = name.startsWith('windows') ? row.category[0] : row_.category;
      const words = { ...row_, category: row_.category === undefined ? undefined : category };
      return asFarAsSaid(words, said[index] ?? {});
    });
    expect(got).toEqual(said);
  },
);

test('every row of loyverse-export.csv reads as expected-rows says: variants, sets and two stores', async () => {
  const { planned } = await planFile('loyverse-export.csv');
  const said = expectedRows('loyverse-export');
  const got = planned.map((row, index) => {
    const words = said[index] ?? {};
    if (row.kind === 'component') {
      return { at: row.at, outcome: row.outcome, kind: row.kind, product: row.handle };
    }
    const stores = Object.fromEntries(
      Object.entries(row.stores).map(([store, figures]) => [
        store,
        { forSale: figures.forSale, price: som(figures.price), stock: whole(figures.stock) },
      ]),
    );
    const variant = words.nameFrom !== undefined;
    const components =
      row.kind === 'composite'
        ? planned
            .filter((other) => other.handle === row.handle)
            .map((other) => ({
              sku: other.component?.code,
              quantity: (other.component?.quantity ?? 0) / 1000,
            }))
        : undefined;
    const { category: _, stock: __, ...base } = inWordsOfExpectation(row, 'loyverse');
    const asSaid = {
      ...base,
      kind: row.kind === 'composite' ? row.kind : undefined,
      product: row.handle,
      sku: row.code,
      name: variant ? undefined : row.name,
      nameFrom: variant ? row.handle : undefined,
      weighed: row.weighed || undefined,
      openPrice: row.openPrice ? 1 : undefined,
      options: row.options.length > 0 ? row.options.map((option) => option.value) : undefined,
      components,
      trackStock: row.kind === 'composite' ? undefined : row.tracked,
      stores: row.kind === 'composite' ? undefined : stores,
    };
    return asFarAsSaid(asSaid, words);
  });
  expect(got).toEqual(said);
});

test('chain-20k.csv: every problem stands on its own line with its outcome and repair', {
  timeout: LONG_MS,
}, async () => {
  const { planned } = await planFile('chain-20k.csv');
  const found = planned.flatMap((row) =>
    row.problems.map((problem) => ({ line: row.line + 1, sku: row.code, code: problem.code })),
  );
  const said = expected.files['chain-20k.csv']?.problems ?? [];
  expect(found).toEqual(said.map(({ line, sku, code }) => ({ line, sku, code })));
  const byLine = new Map(planned.map((row) => [row.line + 1, row]));
  for (const problem of said) {
    const row = byLine.get(problem.line as number);
    expect(row?.outcome).toBe(String(problem.outcome).split('-')[0]);
    const told = row?.problems[0];
    if (problem.repaired) expect(told?.suggestion).toBe(problem.repaired);
    if (problem.fallback) expect(row?.name).toBe(problem.fallback);
    if (problem.barcode) expect(told?.raw).toBe(problem.barcode);
    if (problem.mxik) expect(row?.mxik).toBeNull();
    if (problem.price)
      expect([row?.price, row?.cost]).toEqual([
        Number(problem.price) * 100,
        Number(problem.cost) * 100,
      ]);
    if (problem.otherLine && problem.code === 'row-repeated') {
      expect(told?.raw).toBe(`same as record ${Number(problem.otherLine) - 1}`);
    }
  }
  const several = (count: number) =>
    planned.filter((row) => row.outcome === 'new' && row.barcodes.length === count).length;
  expect(several(3)).toBe(expected.files['chain-20k.csv']?.skusWith3Barcodes);
  expect(several(2)).toBe(expected.files['chain-20k.csv']?.skusWith2Barcodes);
  expect(planned.filter((row) => row.outcome === 'new' && row.weighed)).toHaveLength(
    expected.files['chain-20k.csv']?.weighed as number,
  );
});

test('the totals row of the 1C report agrees with what was read, merged and held rows included', async () => {
  const { rows, ignored } = await planFile('1c-nomenklatura.xlsx');
  const said = expected.files['1c-nomenklatura.xlsx'];
  const quantity = rows.reduce((sum, row) => sum + (row.stock ?? 0), 0);
  const worth = rows.reduce(
    (sum, row) => sum + Math.round(((row.stock ?? 0) * (row.price ?? 0)) / 1000),
    0,
  );
  expect({ quantity, worth }).toEqual({
    quantity: said?.totalQuantityThousandths,
    worth: said?.totalSumTiyin,
  });
  expect(ignored).toMatchObject({ group: said?.groupRows, total: 1 });
});

test('a dollar rate lets all nine dollar rows in, and an answer lets in what it answers', async () => {
  const withRate = await planFile('hand-made.xlsx', { usdRate: 12_000_00 });
  expect(countOutcomes(withRate.planned)).toMatchObject({ new: 155, held: 15 });
  const dollar = withRate.planned.find((row) => row.at === "Do'kon!121");
  expect(dollar).toMatchObject({ outcome: 'new', price: 21_600_00, cost: 16_680_00 });

  const absurd = await planFile('hand-made.xlsx', { usdRate: Number.MAX_SAFE_INTEGER });
  expect(countOutcomes(absurd.planned)).toEqual(
    countOutcomes((await planFile('hand-made.xlsx')).planned),
  );

  const plain = await planFile('hand-made.xlsx');
  const rowAt = (at: string) => plain.planned.find((row) => row.at === at)?.row ?? 0;
  const decisions = new Map([
    [rowAt("Do'kon!10"), { take: 'suggestion' as const }],
    [rowAt("Do'kon!62"), { take: 'price' as const, price: 38_000_00 }],
    [rowAt("Do'kon!139"), { take: 'name' as const, name: 'Non' }],
    [rowAt("Do'kon!134"), { take: 'this-price' as const }],
    [rowAt("Do'kon!135"), { take: 'skip' as const }],
  ]);
  const answered = (await planFile('hand-made.xlsx', { decisions })).planned;
  const at = (place: string) => answered.find((row) => row.at === place);
  expect(at("Do'kon!10")).toMatchObject({ outcome: 'new', price: 22_500_00 });
  expect(at("Do'kon!62")).toMatchObject({ outcome: 'new', price: 38_000_00 });
  expect(at("Do'kon!139")).toMatchObject({ outcome: 'new', name: 'Non', price: 9_000_00 });
  expect(at("Do'kon!134")).toMatchObject({ outcome: 'changed', price: 69_500_00 });
  expect(at("Do'kon!135")).toMatchObject({ outcome: 'skipped' });
  expect(countOutcomes(answered).held).toBe(24 - 5);
});
