import type { SheetMapping } from '../columns/role.ts';
import type { SourceFile } from '../read/sheet.ts';
import { cleanText, parseRow } from './parse-row.ts';
import type { ParsedRow } from './parsed-row.ts';
import { rowKindOf } from './row-kind.ts';

export type IgnoredRows = { blank: number; heading: number; group: number; total: number };
export type ParsedSheets = { rows: ParsedRow[]; ignored: IgnoredRows };

/** Reads every goods row of every mapped sheet at once. */
export function parseSheets(file: SourceFile, mappings: readonly SheetMapping[]): ParsedSheets {
  const ignored = noneIgnored();
  return { rows: Array.from(readRows(file, mappings, ignored)), ignored };
}

export const noneIgnored = (): IgnoredRows => ({ blank: 0, heading: 0, group: 0, total: 0 });

/**
 * Reads the goods rows of every mapped sheet one by one, in order, with the group each stands under;
 * what is no goods is counted in `ignored`.
 */
export function* readRows(
  file: SourceFile,
  mappings: readonly SheetMapping[],
  ignored: IgnoredRows,
): Generator<ParsedRow> {
  let count = 0;
  for (const mapping of mappings) {
    const sheet = file.sheets.findIndex((candidate) => candidate.name === mapping.sheet);
    const cells = file.sheets[sheet]?.rows ?? [];
    const groups = new GroupPath(cells, mapping);
    for (let line = mapping.firstRow; line < cells.length; line++) {
      const row = cells[line] ?? [];
      const kind = rowKindOf(row, mapping);
      if (kind !== 'goods') ignored[kind] += 1;
      groups.pass(kind === 'group', row);
      if (kind !== 'goods') continue;
      const at = placeOf(file, mapping, line);
      const group = groups.path;
      count += 1;
      yield parseRow(row, mapping, { row: count, at, sheet, line, group });
    }
  }
}

function placeOf(file: SourceFile, mapping: SheetMapping, line: number): string {
  if (file.kind === 'csv') return `record ${line - mapping.firstRow + 1}`;
  return file.sheets.length > 1 ? `${mapping.sheet}!${line + 1}` : `row ${line + 1}`;
}

/**
 * The groups above a row. A sheet does not say how deep a group row lies once its styles are gone,
 * but every section opens with its own groups in a run: the longest run is the depth, and a shorter
 * run replaces the last levels.
 */
class GroupPath {
  path: string[] = [];
  private readonly depth: number;
  private run: string[] = [];
  private readonly nameIndices: number[];

  constructor(rows: readonly (readonly unknown[])[], mapping: SheetMapping) {
    this.nameIndices = mapping.columns.flatMap((c) => (c.role.startsWith('name') ? c.index : []));
    let depth = 0;
    let run = 0;
    for (let line = mapping.firstRow; line < rows.length; line++) {
      const kind = rowKindOf((rows[line] ?? []) as Parameters<typeof rowKindOf>[0], mapping);
      run = kind === 'group' ? run + 1 : 0;
      depth = Math.max(depth, run);
    }
    this.depth = depth;
  }

  pass(isGroup: boolean, row: readonly unknown[]): void {
    if (!isGroup) {
      this.run = [];
      return;
    }
    const index = this.nameIndices.find((at) => row[at] !== null && row[at] !== undefined);
    const name = index === undefined ? null : cleanText(String(row[index]));
    if (name === null) return;
    const before =
      this.run.length > 0 ? this.path.slice(0, this.path.length - this.run.length) : null;
    this.run = [...this.run, name];
    const kept = before ?? this.path;
    this.path = [...kept.slice(0, Math.max(0, this.depth - this.run.length)), ...this.run];
  }
}
