import type { Tiyin } from '@oson/domain';
import type { ForeignMoney, ParsedRow } from '../parse/parsed-row.ts';
import { IMPORT_PROBLEMS, type Problem } from '../problem.ts';
import { ExistingGoods } from './existing-goods.ts';
import { EarlierRows } from './earlier-rows.ts';
import type { ChangedField, PlannedRow, RowDecision } from './planned-row.ts';

export type PlanOptions = {
  existing?: ExistingGoods;
  /** So'm in tiyin for one US dollar; null keeps dollar rows held. */
  usdRate?: Tiyin | null;
  decisions?: ReadonlyMap<number, RowDecision>;
  /** Stores of the tenant by the file's store name; '' is where a plain stock column goes. */
  storeIds?: ReadonlyMap<string, string>;
};

/**
 * Decides what becomes of each row, in order: the first row of a good wins, a row that repeats it is
 * merged, one that contradicts it is held, and what the catalogue already says changes nothing.
 */
export function planRows(parsed: readonly ParsedRow[], options: PlanOptions = {}): PlannedRow[] {
  const earlier = new EarlierRows();
  const existing = options.existing ?? new ExistingGoods();
  const heads = new Map<string, PlannedRow>();
  const matched = new Map<string, PlannedRow>();
  return parsed.map((row) => {
    const planned = completeRow(row, heads, options);
    if (planned.kind === 'component') return planned;
    planRow(planned, { earlier, existing, matched, options });
    return planned;
  });
}

/** Shared fields of a product stand on its first row only; money in dollars becomes so'm. */
function completeRow(
  row: ParsedRow,
  heads: Map<string, PlannedRow>,
  options: PlanOptions,
): PlannedRow {
  const head = row.handle === null ? undefined : heads.get(row.handle);
  const decision = options.decisions?.get(row.row);
  const optionNames = head?.options ?? [];
  const given = decision?.take === 'name' ? decision.name : null;
  const planned: PlannedRow = {
    ...row,
    name: row.name ?? given ?? head?.name ?? '',
    names: row.names ?? head?.names ?? null,
    category: row.category.length > 0 ? row.category : (head?.category ?? []),
    mxik: row.mxik ?? head?.mxik ?? null,
    options: row.options.map((option, index) => ({
      name: option.name || (optionNames[index]?.name ?? ''),
      value: option.value,
    })),
    productKey: row.handle ?? `row ${row.row}`,
    outcome: 'new',
    match: null,
    sameAsRow: null,
    changes: [],
    problems: row.kind === 'component' ? [] : [...row.problems],
  };
  if (row.handle !== null && !head) heads.set(row.handle, planned);
  if (planned.name === '' && row.kind !== 'component') {
    planned.problems.unshift({ code: 'name-missing', role: 'name' });
  }
  return settlePrice(planned, decision, options.usdRate ?? null);
}

/** An answer or an exchange rate settles a price; until then the row has none. */
function settlePrice(
  row: PlannedRow,
  decision: RowDecision | undefined,
  usdRate: Tiyin | null,
): PlannedRow {
  if (decision?.take === 'price') row.price = decision.price;
  if (decision?.take === 'suggestion') row.price ??= row.priceSuggestion;
  if (usdRate !== null) {
    row.price ??= toSom(row.priceForeign, usdRate);
    row.cost ??= toSom(row.costForeign, usdRate);
  }
  return row;
}

/** Cents at a rate, in whole so'm. */
function toSom(money: ForeignMoney | null, usdRate: Tiyin): Tiyin | null {
  if (money?.currency !== 'USD') return null;
  return Math.round((money.minor * usdRate) / 100 / 100) * 100;
}

type PlanState = {
  earlier: EarlierRows;
  existing: ExistingGoods;
  matched: Map<string, PlannedRow>;
  options: PlanOptions;
};

function planRow(row: PlannedRow, state: PlanState): void {
  const decision = state.options.decisions?.get(row.row);
  const first = state.earlier.sameGood(row);
  if (first) {
    repeatOf(row, first, decision);
    return;
  }
  dropContested(row, (code) => state.earlier.hasBarcode(code));
  const known = row.name === '' ? null : state.existing.match(searchOf(row));
  const taken = known ? state.matched.get(known.skuId) : undefined;
  if (taken) {
    repeatOf(row, taken, decision);
    return;
  }
  state.earlier.add(row);
  if (known) {
    row.match = { skuId: known.skuId, productId: known.productId };
    state.matched.set(known.skuId, row);
  }
  dropContested(row, (code) => {
    const owner = state.existing.ownerOf(code);
    return owner !== null && owner.skuId !== known?.skuId;
  });
  if (decision?.take === 'skip') row.outcome = 'skipped';
  else if (isHeld(row)) row.outcome = 'held';
  else if (known) {
    row.changes = changesOf(row, known, state.options);
    row.outcome = row.changes.length > 0 ? 'changed' : 'merged';
  }
}

const searchOf = (row: PlannedRow) => ({
  code: row.code,
  name: skuNameOf(row),
  barcodes: row.barcodes.map((barcode) => barcode.code),
});

/** Product and variant in one line, as shown and printed. */
export function skuNameOf(row: Pick<PlannedRow, 'name' | 'options'>): string {
  return [row.name, ...row.options.map((option) => option.value)].join(', ');
}

function isHeld(row: PlannedRow): boolean {
  return row.problems.some((problem) => {
    if (IMPORT_PROBLEMS[problem.code] !== 'hold') return false;
    if (problem.code === 'name-missing') return row.name === '';
    // Once an answer or a rate has given a price, what was wrong with it is only a note.
    return row.price === null;
  });
}

/** The same good again: merged when it says nothing else, held when its price differs. */
function repeatOf(row: PlannedRow, first: PlannedRow, decision: RowDecision | undefined): void {
  const raw = `same as ${first.at}`;
  row.sameAsRow = first.row;
  row.match = first.match;
  row.barcodes = [];
  if (samePrice(row, first)) {
    row.outcome = 'merged';
    row.problems = [{ code: 'row-repeated', role: 'name', raw }];
    return;
  }
  row.problems = [{ code: 'duplicate-with-other-price', role: 'price', raw }];
  row.outcome = 'held';
  if (decision?.take === 'skip') row.outcome = 'skipped';
  if (decision?.take === 'this-price' && row.price !== null) {
    row.outcome = 'changed';
    row.changes = ['price'];
  }
}

function samePrice(row: PlannedRow, first: PlannedRow): boolean {
  if (row.price !== null) return row.price === first.price;
  if (row.priceForeign) return row.priceForeign.minor === first.priceForeign?.minor;
  if (row.priceSuggestion !== null) {
    return row.priceSuggestion === first.priceSuggestion || row.priceSuggestion === first.price;
  }
  return true;
}

function dropContested(row: PlannedRow, isOwned: (code: string) => boolean): void {
  const contested = row.barcodes.filter((barcode) => isOwned(barcode.code));
  if (contested.length === 0) return;
  row.barcodes = row.barcodes.filter((barcode) => !contested.includes(barcode));
  for (const barcode of contested) {
    const problem: Problem = { code: 'barcode-of-another-row', role: 'barcode', raw: barcode.code };
    row.problems.push(problem);
  }
}

function changesOf(
  row: PlannedRow,
  known: NonNullable<ReturnType<ExistingGoods['match']>>,
  options: PlanOptions,
): ChangedField[] {
  const changes: ChangedField[] = [];
  if (row.price !== null && row.price !== known.price) changes.push('price');
  if (row.cost !== null && row.cost !== known.cost) changes.push('cost');
  if (row.barcodes.some((barcode) => !known.barcodes.includes(barcode.code))) {
    changes.push('barcodes');
  }
  if (row.mxik !== null && known.mxik === null) changes.push('mxik');
  if (row.category.length > 0 && !known.hasCategory) changes.push('category');
  if (countsHere(row, known.countedStores, options)) changes.push('stock');
  return changes;
}

/** Stock of a known good is taken only where nobody has counted it: an old file must not undo sales. */
function countsHere(
  row: PlannedRow,
  countedStores: readonly string[],
  options: PlanOptions,
): boolean {
  const figures = [
    ['', row.stock] as const,
    ...Object.entries(row.stores).map(([name, store]) => [name, store.stock] as const),
  ];
  return figures.some(([name, stock]) => {
    const storeId = options.storeIds?.get(name);
    return stock !== null && storeId !== undefined && !countedStores.includes(storeId);
  });
}
