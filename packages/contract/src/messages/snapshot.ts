import type { PullKind } from '../kinds/pull-kinds.ts';
import type { PullRow } from './pull.ts';

/**
 * A snapshot is text of lines. The first is a head: names of columns, number of groups, and the rows
 * that are no goods. Then each column stands whole, a line a group: what is alike lies together and
 * is compressed together. A group is some SKUs with their barcodes, prices and stock, which name their
 * SKU by its place in the group. A device keeps each group's lines as they came, in one record.
 */
export const SNAPSHOT_GROUP_SKUS = 60;
/** Said among the kinds of a pull by a device that can read a snapshot. */
export const SNAPSHOT_KIND = 'snapshot';

const GOODS_KINDS = ['sku', 'barcode', 'price', 'stock'] as const;
type GoodsKind = (typeof GOODS_KINDS)[number];
type Head = { columns: string[]; groups: number; rows: PullRow[] };
/** Lines of one group, by column. */
type Group = Map<string, string>;

/** A price is append-only and a stock row is one a SKU: their data name them, they need no id. */
const NAMED_BY: Partial<Record<PullKind, readonly string[]>> = {
  price: ['skuId', 'n'],
  stock: ['skuId'],
};

export const isGoods = (kind: string): kind is GoodsKind =>
  (GOODS_KINDS as readonly string[]).includes(kind);

/** SKUs with the rows that are theirs; all carry data, those of a kind with the same fields. */
export function packGroup(skus: readonly PullRow[], others: readonly PullRow[]): Group {
  const places = new Map(skus.map(({ id }, at) => [id, at]));
  const group: Group = new Map();
  packTable(group, skus, null);
  for (const kind of ['barcode', 'price', 'stock'] as const) {
    const rows = others.filter((row) => row.kind === kind);
    if (rows.length > 0) packTable(group, rows, places);
  }
  return group;
}

/** The text of a snapshot. */
export function snapshotText(groups: readonly Group[], rows: readonly PullRow[]): string {
  const columns = [...new Set(groups.flatMap((group) => [...group.keys()]))].sort();
  const head: Head = { columns, groups: groups.length, rows: [...rows] };
  const lines = columns.flatMap((column) => groups.map((group) => group.get(column) ?? ''));
  return [JSON.stringify(head), ...lines].join('\n');
}

/** The rows that are no goods, and each group as the text that a device keeps. Throws on other text. */
export function readSnapshot(text: string): { rows: PullRow[]; groups: string[] } {
  const lines = text.split('\n');
  const { columns, groups, rows } = JSON.parse(lines[0] ?? '') as Head;
  if (lines.length !== 1 + columns.length * groups) throw new Error('a snapshot lacks lines');
  const names = columns.join(' ');
  const texts = Array.from({ length: groups }, (_, group) => {
    const own = columns.map((_name, column) => lines[1 + column * groups + group]);
    return [names, ...own].join('\n');
  });
  return { rows, groups: texts };
}

/** The rows of a group's text. */
export function unpackGroup(text: string): PullRow[] {
  const [names = '', ...lines] = text.split('\n');
  const group: Group = new Map();
  for (const [index, name] of names.split(' ').entries()) {
    const line = lines[index];
    if (line) group.set(name, line);
  }
  const skuIds = (readColumn(group, 'sku id') ?? []) as string[];
  return GOODS_KINDS.flatMap((kind) => unpackTable(group, kind, skuIds));
}

function packTable(
  group: Group,
  rows: readonly PullRow[],
  places: ReadonlyMap<string, number> | null,
): void {
  const [first] = rows;
  if (!first?.data) throw new Error('goods of a snapshot have data');
  const { kind } = first;
  if (!NAMED_BY[kind])
    putColumn(
      group,
      `${kind} id`,
      rows.map(({ id }) => id),
    );
  putColumn(
    group,
    `${kind} version`,
    rows.map(({ version }) => version),
  );
  if (places)
    putColumn(
      group,
      `${kind} of`,
      rows.map((row) => placeOf(row, places)),
    );
  for (const name of Object.keys(first.data)) {
    if (places && name === 'skuId') continue;
    const values = rows.map((row) => (row.data as Record<string, unknown>)[name]);
    putColumn(group, `${kind} ${name}`, values);
  }
  group.set(column(`${kind} length`), String(rows.length));
}

function placeOf(row: PullRow, places: ReadonlyMap<string, number>): number {
  const place = places.get((row.data as { skuId: string }).skuId);
  if (place === undefined) throw new Error(`${row.kind} ${row.id} is of no SKU of its group`);
  return place;
}

function unpackTable(group: Group, kind: GoodsKind, skuIds: readonly string[]): PullRow[] {
  const length = Number(group.get(column(`${kind} length`)) ?? 0);
  if (length === 0) return [];
  const read = (name: string) => readColumn(group, `${kind} ${name}`) as unknown[] | null;
  const [ids, versions, of] = [read('id'), read('version'), read('of')];
  const fields = fieldsOf(group, kind);
  const rows: PullRow[] = [];
  for (let at = 0; at < length; at++) {
    const data: Record<string, unknown> = kind === 'sku' ? {} : { skuId: skuIds[Number(of?.[at])] };
    for (const [name, values] of fields) data[name] = values[at];
    const id = ids?.[at] ?? NAMED_BY[kind]?.map((name) => String(data[name])).join('.');
    rows.push({ kind, id, version: versions?.[at], data } as PullRow);
  }
  return rows;
}

const OWN_COLUMNS: ReadonlySet<string> = new Set(['id', 'version', 'of', 'length']);

function fieldsOf(group: Group, kind: GoodsKind): [string, unknown[]][] {
  const names = new Set<string>();
  for (const key of group.keys()) {
    const [ofKind, name = ''] = key.split('.');
    if (ofKind === kind && !OWN_COLUMNS.has(name)) names.add(name);
  }
  return [...names].map((name) => [name, readColumn(group, `${kind} ${name}`) ?? []]);
}

const column = (name: string) => name.replace(' ', '.');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The same value for all stands once; ids are split where what is random in them begins. */
function putColumn(group: Group, name: string, values: readonly unknown[]): void {
  const key = column(name);
  const [first] = values;
  const isPlain = typeof first !== 'object' || first === null;
  if (isPlain && values.every((value) => value === first)) {
    group.set(key, JSON.stringify({ same: first, length: values.length }));
  } else if (values.every((value) => typeof value === 'string' && UUID.test(value))) {
    const { heads, tails } = splitIds(values as string[]);
    group.set(`${key}.heads`, JSON.stringify(heads));
    group.set(`${key}.tails`, tails);
  } else group.set(key, JSON.stringify(values));
}

function readColumn(group: Group, name: string): unknown[] | null {
  const key = column(name);
  const tails = group.get(`${key}.tails`);
  if (tails !== undefined) return joinIds(JSON.parse(group.get(`${key}.heads`) ?? '[]'), tails);
  const line = group.get(key);
  if (line === undefined) return null;
  const value = JSON.parse(line) as unknown[] | { same: unknown; length: number };
  return Array.isArray(value) ? value : Array.from({ length: value.length }, () => value.same);
}

const HEAD_DIGITS = 16;
/** Enough digits for the steps between ids of one moment; what is above repeats. */
const LOW_DIGITS = 8;

/** Front halves as text that mostly repeats and a number that mostly counts up; tails as one text. */
function splitIds(ids: readonly string[]): { heads: [string[], number[]]; tails: string } {
  const highs: string[] = [];
  const steps: number[] = [];
  let tails = '';
  let last = 0;
  for (const id of ids) {
    const hex = id.replaceAll('-', '');
    const high = hex.slice(0, HEAD_DIGITS - LOW_DIGITS);
    const low = Number.parseInt(hex.slice(HEAD_DIGITS - LOW_DIGITS, HEAD_DIGITS), 16);
    highs.push(highs.length > 0 && high === highs.findLast((text) => text !== '') ? '' : high);
    steps.push(low - last);
    last = low;
    tails += hex.slice(HEAD_DIGITS);
  }
  return { heads: [highs, steps], tails };
}

function joinIds([highs, steps]: [string[], number[]], tails: string): string[] {
  let high = '';
  let low = 0;
  return steps.map((step, at) => {
    high = highs[at] || high;
    low += step;
    const front = high + low.toString(16).padStart(LOW_DIGITS, '0');
    const tail = tails.slice(at * HEAD_DIGITS, (at + 1) * HEAD_DIGITS);
    const head = `${front.slice(0, 8)}-${front.slice(8, 12)}-${front.slice(12)}`;
    return `${head}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  });
}
