import type { Thousandths } from '@oson/domain';
import type { ColumnRole, MappedColumn, SheetMapping } from '../columns/role.ts';
import type { Problem } from '../problem.ts';
import type { Cell } from '../read/sheet.ts';
import { unguardCell } from '../write/guard-cell.ts';
import { parseBarcodes } from './parse-barcodes.ts';
import { parsePrice } from './parse-price.ts';
import { parseStock } from './parse-stock.ts';
import { parseMxik, parseTax } from './parse-tax.ts';
import { unitCodeOf } from './parse-unit.ts';
import type { ImportedBarcode, ParsedRow } from './parsed-row.ts';

export type RowPlace = { row: number; at: string; sheet: number; line: number; group: string[] };

const YES = /^(y|yes|1|true|ha|да|\+)$/i;
const LETTERS_LOST = /\?(?=\p{L})|(?<=\p{L})\?|\ufffd/u;

/** The cells of one row, by what their columns mean. */
class RowReader {
  readonly problems: Problem[] = [];
  readonly cells: readonly Cell[];
  readonly columns: readonly MappedColumn[];

  constructor(cells: readonly Cell[], mapping: SheetMapping) {
    this.cells = cells;
    this.columns = mapping.columns;
  }

  column(role: ColumnRole, store: string | null = null): MappedColumn | undefined {
    return this.columns.find((column) => column.role === role && column.store === store);
  }

  cell(role: ColumnRole, store: string | null = null): Cell {
    const column = this.column(role, store);
    const cell = column ? (this.cells[column.index] ?? null) : null;
    // A file of rows that we gave out carries our guard against formulas.
    return typeof cell === 'string' ? unguardCell(cell) : cell;
  }

  /** One line of clean text, or null. Control characters never reach the database. */
  text(role: ColumnRole): string | null {
    const cell = this.cell(role);
    return cell === null ? null : cleanText(String(cell));
  }

  isYes(role: ColumnRole, store: string | null = null): boolean | null {
    const cell = this.cell(role, store);
    return cell === null ? null : YES.test(String(cell).trim());
  }
}

/** Outer and double blanks gone, line breaks as blanks, control characters out. */
export function cleanText(text: string): string | null {
  const clean = text
    // oxlint-disable-next-line no-control-regex -- exactly these must not be stored
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return clean === '' ? null : clean;
}

/** Reads one row of goods. What is wrong with it is said in `problems`; nothing is thrown. */
export function parseRow(
  cells: readonly Cell[],
  mapping: SheetMapping,
  place: RowPlace,
): ParsedRow {
  const reader = new RowReader(cells, mapping);
  const component = readComponent(reader);
  const code = reader.text('code');
  const goods = {
    ...place,
    kind: component ? (code ? ('composite' as const) : ('component' as const)) : ('good' as const),
    handle: reader.text('handle'),
    code,
    ...readNames(reader),
    category: readCategory(reader, place.group),
    ...readUnit(reader),
    tracked: reader.column('tracked') ? reader.isYes('tracked') : null,
    barcodes: readBarcodes(reader),
    packageCode: reader.text('packageCode'),
    marked: readMarked(reader),
    options: readOptions(reader),
    component,
    shown: readShown(reader),
  };
  const money = readMoney(reader);
  const stock = readStock(reader, goods.unitCode, goods.unitKnown);
  const tax = readTax(reader);
  const unitCode = stock.unitCode ?? goods.unitCode;
  const weighed = goods.weighed || unitCode === 'kg';
  const { group: _, unitKnown: __, ...row } = goods;
  return {
    ...row,
    unit: stock.unitCode ?? goods.unit,
    unitCode,
    weighed,
    ...money,
    stock: stock.stock,
    minStock: stock.minStock,
    stores: stock.stores,
    ...tax,
    problems: reader.problems,
  };
}

function readNames(reader: RowReader): Pick<ParsedRow, 'name' | 'names'> {
  const own = reader.text('name');
  const uz = reader.text('nameUz');
  const cyrl = reader.text('nameCyrl');
  const ru = reader.text('nameRu');
  const en = reader.text('nameEn');
  const name = uz ?? own ?? ru ?? cyrl ?? en;
  if (reader.column('nameUz') && uz === null && name !== null) {
    reader.problems.push({ code: 'name-uz-missing', role: 'nameUz', suggestion: name });
  }
  if (name !== null && LETTERS_LOST.test(name)) {
    reader.problems.push({ code: 'name-letters-lost', role: 'name', raw: name });
  }
  const names = {
    ...(uz ? { 'uz-Latn': uz } : {}),
    ...(cyrl ? { 'uz-Cyrl': cyrl } : {}),
    ...(ru ? { ru } : {}),
    ...(en ? { en } : {}),
  };
  return { name, names: Object.keys(names).length > 0 ? names : null };
}

function readCategory(reader: RowReader, group: string[]): string[] {
  const text = reader.text('category');
  if (text === null) return group;
  return text.split(/\s+[/>\\]\s+/).flatMap((part) => cleanText(part) ?? []);
}

function readUnit(reader: RowReader) {
  const written = reader.text('unit')?.toLowerCase() ?? null;
  const weighed = reader.isYes('weighed');
  const unit = written ?? (weighed ? 'kg' : 'dona');
  const unitCode = unitCodeOf(unit) ?? unit.slice(0, 20);
  const unitKnown = written !== null || reader.column('weighed') !== undefined;
  return { unit, unitCode, weighed: weighed === true || unitCode === 'kg', unitKnown };
}

function readBarcodes(reader: RowReader): ImportedBarcode[] {
  const found: ImportedBarcode[] = [];
  const packStock = parseStock(reader.cell('packQuantity'), null);
  const packQuantity =
    packStock.is === 'amount' && packStock.quantity > 0 ? packStock.quantity : 1000;
  for (const column of reader.columns) {
    if (column.role !== 'barcode' && column.role !== 'packBarcode') continue;
    const parsed = parseBarcodes(reader.cells[column.index] ?? null, column.role);
    reader.problems.push(...parsed.problems);
    for (const code of parsed.codes) {
      if (found.some((barcode) => barcode.code === code)) continue;
      found.push({ code, packQuantity: column.role === 'packBarcode' ? packQuantity : 1000 });
    }
  }
  return found;
}

function readMarked(reader: RowReader): string | null {
  const text = reader.text('marked');
  return text === null || /^(0|n|no|нет|yo.?q)$/i.test(text) ? null : text.slice(0, 40);
}

function readOptions(reader: RowReader): ParsedRow['options'] {
  return reader.columns
    .filter((column) => column.role === 'optionValue')
    .flatMap((column) => {
      const value = cleanText(String(reader.cells[column.index] ?? ''));
      if (value === null) return [];
      const named = reader.columns.find(
        (other) => other.role === 'optionName' && other.option === column.option,
      );
      const name = named ? cleanText(String(reader.cells[named.index] ?? '')) : null;
      return [{ name: name ?? '', value }];
    });
}

function readComponent(reader: RowReader): ParsedRow['component'] {
  const code = reader.text('componentCode');
  if (code === null) return null;
  const quantity = parseStock(reader.cell('componentQuantity'), null);
  return { code, quantity: quantity.is === 'amount' ? quantity.quantity : 1000 };
}

function readMoney(reader: RowReader) {
  const price = parsePrice(reader.cell('price'));
  const cost = parsePrice(reader.cell('cost'));
  const raw = rawOf(reader.cell('price'));
  const problem = (code: Problem['code'], more: Partial<Problem> = {}) =>
    reader.problems.push({ code, role: 'price', ...(raw === null ? {} : { raw }), ...more });
  if (price.is === 'none') problem('price-missing');
  if (price.is === 'open') problem('price-open');
  if (price.is === 'unreadable') problem('price-unreadable');
  if (price.is === 'foreign') problem('price-foreign-currency');
  if (price.is === 'amount' && price.tiyin === 0) problem('price-zero');
  if (price.is === 'ambiguous') {
    problem('price-ambiguous', { suggestion: String(price.suggestion / 100) });
  }
  const amount = price.is === 'amount' && price.tiyin > 0 ? price.tiyin : null;
  return {
    price: amount,
    openPrice: price.is === 'open',
    priceForeign: price.is === 'foreign' ? { currency: price.currency, minor: price.minor } : null,
    priceSuggestion: price.is === 'ambiguous' ? price.suggestion : null,
    ...readCost(reader, cost, amount),
  };
}

function readCost(reader: RowReader, cost: ReturnType<typeof parsePrice>, price: number | null) {
  const raw = rawOf(reader.cell('cost')) ?? '';
  if (cost.is === 'ambiguous' || cost.is === 'unreadable') {
    reader.problems.push({ code: 'cost-unreadable', role: 'cost', raw });
  }
  const amount = cost.is === 'amount' && cost.tiyin > 0 ? cost.tiyin : null;
  if (cost.is === 'amount' && cost.tiyin === 0) {
    reader.problems.push({ code: 'cost-zero', role: 'cost', raw });
  }
  if (amount !== null && price !== null && amount > price) {
    const priceRaw = rawOf(reader.cell('price')) ?? '';
    reader.problems.push({
      code: 'price-below-cost',
      role: 'price',
      raw: `${priceRaw} < ${raw}`,
    });
  }
  return {
    cost: amount,
    costForeign: cost.is === 'foreign' ? { currency: cost.currency, minor: cost.minor } : null,
  };
}

function readStock(reader: RowReader, unitCode: string, unitKnown: boolean) {
  const own = oneStock(reader, null, unitCode);
  const names = new Set(reader.columns.flatMap((column) => column.store ?? []));
  const stores: ParsedRow['stores'] = {};
  let unit = own.unit;
  for (const name of names) {
    const stock = oneStock(reader, name, unitCode);
    const price = parsePrice(reader.cell('price', name));
    const minimum = parseStock(reader.cell('minStock', name), unitCode);
    unit ??= stock.unit;
    stores[name] = {
      forSale: reader.isYes('forSale', name) ?? true,
      price: price.is === 'amount' && price.tiyin > 0 ? price.tiyin : null,
      stock: stock.quantity,
      minStock: minimum.is === 'amount' ? minimum.quantity : null,
    };
  }
  const quantities = [own.quantity, ...Object.values(stores).map((store) => store.stock)];
  const weighed = unit === 'kg' || !countsPieces(quantities, unitCode, unitKnown, reader);
  const minimum = parseStock(reader.cell('minStock'), unitCode);
  return {
    stock: own.quantity,
    stores,
    minStock: minimum.is === 'amount' ? minimum.quantity : null,
    // Only a unit that nothing else states is taken from how the stock is written.
    unitCode: weighed && !unitKnown ? 'kg' : null,
  };
}

function oneStock(reader: RowReader, store: string | null, unitCode: string) {
  const cell = reader.cell('stock', store);
  const raw = rawOf(cell) ?? '';
  const parsed = parseStock(cell, unitCode);
  const problem = (code: Problem['code']) => {
    if (reader.problems.some((known) => known.code === code)) return;
    reader.problems.push({ code, role: 'stock', raw });
  };
  if (parsed.is === 'unreadable') problem('stock-unreadable');
  if (parsed.is !== 'amount') return { quantity: null, unit: null };
  if (parsed.approximate) problem('stock-approximate');
  if (parsed.quantity < 0) problem('stock-negative');
  return { quantity: parsed.quantity, unit: parsed.unit };
}

/** Says so when pieces are counted in fractions; without a stated unit a fraction means kilograms. */
function countsPieces(
  quantities: readonly (Thousandths | null)[],
  unitCode: string,
  unitKnown: boolean,
  reader: RowReader,
): boolean {
  const fraction = quantities.find((quantity) => quantity !== null && quantity % 1000 !== 0);
  if (fraction === undefined || unitCode !== 'dona') return true;
  if (!unitKnown) return false;
  const raw = String((fraction ?? 0) / 1000);
  reader.problems.push({ code: 'stock-fraction-of-a-piece', role: 'stock', raw });
  return true;
}

function readTax(reader: RowReader): Pick<ParsedRow, 'taxRateBp' | 'mxik'> {
  const tax = parseTax(reader.cell('vat'), reader.column('vat')?.header ?? '');
  const mxik = parseMxik(reader.cell('mxik'));
  if (tax.problem) reader.problems.push(tax.problem);
  if (mxik.problem) reader.problems.push(mxik.problem);
  return { taxRateBp: tax.rateBp, mxik: mxik.mxik };
}

function readShown(reader: RowReader): ParsedRow['shown'] {
  const barcodes = reader.columns
    .filter((column) => column.role === 'barcode')
    .flatMap((column) => rawOf(reader.cells[column.index] ?? null) ?? []);
  const stocks = reader.columns
    .filter((column) => column.role === 'stock')
    .flatMap((column) => rawOf(reader.cells[column.index] ?? null) ?? []);
  return {
    name: reader.text('name') ?? reader.text('nameUz') ?? reader.text('nameRu') ?? '',
    barcode: barcodes.join(', '),
    price: rawOf(reader.cell('price')) ?? '',
    cost: rawOf(reader.cell('cost')) ?? '',
    stock: stocks.join(' · '),
  };
}

/** A cell as a person sees it; null when empty. */
function rawOf(cell: Cell): string | null {
  if (cell === null) return null;
  const text = String(cell).trim().slice(0, 200);
  return text === '' ? null : text;
}
