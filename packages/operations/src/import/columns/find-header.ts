import type { Cell } from '../read/sheet.ts';
import { roleOfHeader } from './header-words.ts';

export type FoundHeader = {
  /** Index of the first row below the header. */
  firstRow: number;
  /** What is shown for each column. */
  labels: string[];
  /** What each column's own words are, without those of a merged parent above it. */
  roleLabels: string[];
};

const ROWS_SEARCHED = 30;

const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : '');

/** How many different roles a row's words name. */
function rolesNamed(labels: readonly string[]): number {
  const roles = labels.map((label) => (label ? roleOfHeader(label) : null));
  return new Set(roles.filter((role) => role !== null && role !== 'ignore')).size;
}

/** A second header row: words only, and nothing below a column that the first row already names. */
function isSecondRow(first: readonly Cell[], second: readonly Cell[]): boolean {
  const filled = second.flatMap((cell, index) => (cell === null ? [] : [index]));
  if (filled.length < 2) return false;
  return filled.every((index) => {
    if (typeof second[index] !== 'string') return false;
    return textOf(first[index]) === '' || filled.includes(index + 1) || filled.includes(index - 1);
  });
}

/**
 * The header is the row, or the two merged rows, that names most roles; titles above it and goods
 * below it name one at most. A file without one begins with its first row.
 */
export function findHeader(rows: readonly (readonly Cell[])[]): FoundHeader {
  let best: FoundHeader = { firstRow: 0, labels: [], roleLabels: [] };
  let bestRoles = 1;
  for (let at = 0; at < Math.min(rows.length, ROWS_SEARCHED); at++) {
    const row = rows[at] ?? [];
    if (row.some((cell) => typeof cell === 'number')) continue;
    const labels = row.map(textOf);
    const named = rolesNamed(labels);
    if (named > bestRoles) {
      bestRoles = named;
      best = { firstRow: at + 1, labels, roleLabels: labels };
    }
    const below = rows[at + 1] ?? [];
    if (named === 0 || !isSecondRow(row, below)) continue;
    const merged = mergeRows(labels, below.map(textOf));
    const mergedRoles = rolesNamed(merged.roleLabels);
    if (mergedRoles > bestRoles) {
      bestRoles = mergedRoles;
      best = { firstRow: at + 2, ...merged };
    }
  }
  return best;
}

/** A parent's words stand over the columns to its right until the next word of the first row. */
function mergeRows(first: string[], second: string[]): Omit<FoundHeader, 'firstRow'> {
  const labels: string[] = [];
  const roleLabels: string[] = [];
  let parent = '';
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    if (first[index]) parent = first[index] ?? '';
    const own = second[index] ?? '';
    labels.push(own ? (parent ? `${parent} / ${own}` : own) : (first[index] ?? ''));
    roleLabels.push(own || (first[index] ?? ''));
  }
  return { labels, roleLabels };
}
