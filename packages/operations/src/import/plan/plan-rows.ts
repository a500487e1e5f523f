import { mulDiv, SALE_LIMITS, type Tiyin } from '@oson/domain';
import type { ForeignMoney, ParsedRow } from '../parse/parsed-row.ts';
import { IMPORT_PROBLEMS, type Problem } from '../problem.ts';
import { type EarlierRow, EarlierRows } from './earlier-rows.ts';
import { type ExistingGood, ExistingGoods } from './existing-goods.ts';
import type { ChangedField, PlannedRow, RowDecision } from './planned-row.ts';

export type PlanOptions = {
  existing?: ExistingGoods;
  /** So'm in tiyin for one US dollar; null keeps dollar rows held. */
  usdRate?: Tiyin | null;
  decisions?: ReadonlyMap<number, RowDecision>;
  /** Stores of the tenant by the file's store name; '' is where a plain stock column goes. */
  storeIds?: ReadonlyMap<string, string>;
};

/** Plans a whole file at once. */
export function planRows(parsed: readonly ParsedRow[], options: PlanOptions = {}): PlannedRow[] {
  const planner = new RowPlanner(options);
  return parsed.map((row) => planner.plan(row));
}

/** What a product's first row says for all its variants. */
type Head = Pick<PlannedRow, 'name' | 'names' | 'category' | 'mxik' | 'options'>;

/**
 * Decides what becomes of each row, in the order of the file: the first row of a good wins, a row
 * that repeats it is merged, one that contradicts it is held, and what the catalogue already says
 * changes nothing. Of the rows that went by it keeps only what later ones are compared with.
 */
export class RowPlanner {
  private readonly options: PlanOptions;
  private readonly existing: ExistingGoods;
  private readonly earlier = new EarlierRows();
  private readonly heads = new Map<string, Head>();
  /** Rows by the good of the catalogue that they speak of. */
  private readonly matched = new Map<string, EarlierRow>();

  constructor(options: PlanOptions = {}) {
    this.options = options;
    this.existing = options.existing ?? new ExistingGoods();
  }

  plan(parsed: ParsedRow): PlannedRow {
    const decision = this.options.decisions?.get(parsed.row);
    const row = this.complete(parsed, decision);
    if (row.kind === 'component') return row;
    const first = this.earlier.sameGood(row);
    if (first && !standsForIt(row, first, decision)) return repeatOf(row, first, decision);
    dropContested(row, (code) => this.earlier.ownerOf(code, first));
    const known = row.name === '' ? null : this.existing.match(searchOf(row));
    const taken = known ? this.matched.get(known.skuId) : undefined;
    if (taken) return repeatOf(row, taken, decision);
    if (known) row.match = { skuId: known.skuId, productId: known.productId };
    dropContested(row, (code) => {
      const owner = this.existing.ownerOf(code);
      return owner !== null && owner.skuId !== known?.skuId;
    });
    if (decision?.take === 'skip') row.outcome = 'skipped';
    else if (isHeld(row)) row.outcome = 'held';
    else if (known) {
      row.changes = changesOf(row, known, this.options);
      row.outcome = row.changes.length > 0 ? 'changed' : 'merged';
    }
    const entry = this.earlier.add(row);
    if (known) this.matched.set(known.skuId, entry);
    return row;
  }

  /** Shared fields of a product stand on its first row only; money in dollars becomes so'm. */
  private complete(row: ParsedRow, decision: RowDecision | undefined): PlannedRow {
    const head = row.handle === null ? undefined : this.heads.get(row.handle);
    const given = decision?.take === 'name' ? decision.name : null;
    const planned: PlannedRow = {
      ...row,
      name: row.name ?? given ?? head?.name ?? '',
      names: row.names ?? head?.names ?? null,
      category: row.category.length > 0 ? row.category : (head?.category ?? []),
      mxik: row.mxik ?? head?.mxik ?? null,
      options: row.options.map((option, index) => ({
        name: option.name || (head?.options[index]?.name ?? ''),
        value: option.value,
      })),
      productKey: row.handle ?? `row ${row.row}`,
      outcome: 'new',
      match: null,
      sameAsRow: null,
      sameAsAt: null,
      changes: [],
      problems: row.kind === 'component' ? [] : row.problems,
    };
    if (row.handle !== null && !head) {
      const { name, names, category, mxik, options } = planned;
      this.heads.set(row.handle, { name, names, category, mxik, options });
    }
    if (planned.name === '' && row.kind !== 'component') {
      planned.problems.unshift({ code: 'name-missing', role: 'name' });
    }
    settlePrice(planned, decision, this.options.usdRate ?? null);
    return planned;
  }
}

/** An answer or an exchange rate settles a price; until then the row has none. */
function settlePrice(
  row: PlannedRow,
  decision: RowDecision | undefined,
  usdRate: Tiyin | null,
): void {
  if (decision?.take === 'price') row.price = decision.price;
  if (decision?.take === 'suggestion') row.price ??= row.priceSuggestion;
  if (usdRate === null) return;
  row.price ??= toSom(row.priceForeign, usdRate);
  row.cost ??= toSom(row.costForeign, usdRate);
}

/** Cents at a rate, in whole so'm; null too when that is more than a price can be. */
function toSom(money: ForeignMoney | null, usdRate: Tiyin): Tiyin | null {
  if (money?.currency !== 'USD') return null;
  if ((money.minor * usdRate) / 100 > SALE_LIMITS.money) return null;
  return mulDiv(money.minor, usdRate, 100 * 100) * 100;
}

/** A row that a person prefers to an earlier one, which waits for an answer itself. */
function standsForIt(
  row: PlannedRow,
  first: EarlierRow,
  decision: RowDecision | undefined,
): boolean {
  return decision?.take === 'this-price' && first.outcome === 'held' && row.price !== null;
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
function repeatOf(
  row: PlannedRow,
  first: EarlierRow,
  decision: RowDecision | undefined,
): PlannedRow {
  const raw = `same as ${first.at}`;
  row.sameAsRow = first.row;
  row.sameAsAt = first.at;
  row.match = first.match;
  row.barcodes = [];
  if (samePrice(row, first)) {
    row.outcome = 'merged';
    row.problems = [{ code: 'row-repeated', role: 'name', raw }];
    return row;
  }
  row.problems = [{ code: 'duplicate-with-other-price', role: 'price', raw }];
  row.outcome = 'held';
  if (decision?.take === 'skip') row.outcome = 'skipped';
  if (decision?.take === 'this-price' && row.price !== null && first.outcome !== 'held') {
    row.outcome = 'changed';
    row.changes = ['price'];
  }
  return row;
}

function samePrice(row: PlannedRow, first: EarlierRow): boolean {
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

function changesOf(row: PlannedRow, known: ExistingGood, options: PlanOptions): ChangedField[] {
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
  if (row.tracked === false || row.kind !== 'good') return false;
  const figures = [
    ['', row.stock] as const,
    ...Object.entries(row.stores).map(([name, store]) => [name, store.stock] as const),
  ];
  return figures.some(([name, stock]) => {
    const storeId = options.storeIds?.get(name);
    return stock !== null && storeId !== undefined && !countedStores.includes(storeId);
  });
}
