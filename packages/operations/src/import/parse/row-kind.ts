import type { ColumnRole, SheetMapping } from '../columns/role.ts';
import type { Cell } from '../read/sheet.ts';

export type RowKind = 'goods' | 'blank' | 'total' | 'heading' | 'group';

const TOTAL = /^(итого|всего|jami|жами|umumiy|total|hammasi|сумма итого)([\s:.]|$)/i;
const IDENTITY: readonly ColumnRole[] = ['code', 'article', 'unit', 'barcode', 'price', 'cost'];
const NAMES: readonly ColumnRole[] = ['name', 'nameUz', 'nameCyrl', 'nameRu', 'nameEn', 'handle'];
const FIGURES: readonly ColumnRole[] = [...IDENTITY, 'stock', 'packBarcode'];

/**
 * Tells goods from what stands between them: blank rows, headings over a section, groups that carry
 * sums of their own, totals, and the signature below the table.
 */
export function rowKindOf(cells: readonly Cell[], mapping: SheetMapping): RowKind {
  const filled = cells.filter((cell) => cell !== null && String(cell).trim() !== '');
  if (filled.length === 0) return 'blank';
  const firstText = filled.find((cell) => typeof cell === 'string');
  if (typeof firstText === 'string' && TOTAL.test(firstText.trim())) return 'total';
  const has = (roles: readonly ColumnRole[]) =>
    mapping.columns.some(
      (column) => roles.includes(column.role) && isFilled(cells[column.index] ?? null),
    );
  if (has(['componentCode', 'optionValue'])) return 'goods';
  if (!has(NAMES)) return has(FIGURES) ? 'goods' : 'blank';
  if (has(IDENTITY)) return 'goods';
  if (filled.length === 1) return 'heading';
  // A group has sums but no code and no unit, where goods of the same sheet have them.
  return mapping.columns.some((c) => c.role === 'code' || c.role === 'unit') ? 'group' : 'goods';
}

const isFilled = (cell: Cell) => cell !== null && String(cell).trim() !== '';
