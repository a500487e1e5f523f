'use client';

import { uiWords } from '@oson/messages/ui';
import type { KeyboardEvent, MouseEvent, Ref } from 'react';
import { cn } from '../base/cn.ts';
import { Checkbox } from '../fields/checkbox.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import type { Column, DataTableProps } from './data-table-types.ts';

/** The class that keeps a column off narrow screens. */
export function columnLook<Row>(column: Column<Row>): string {
  return cn(
    column.align === 'right' && 'n text-right',
    column.hideBelow === 'sm' && 'max-sm:hidden',
    column.hideBelow === 'wide' && 'max-wide:hidden',
  );
}

/** What has its own press inside a row keeps it. */
const OWN_PRESS = 'button, a, input, select, textarea, label, [role="button"]';

const TONE = { bad: 'bg-review-soft', warn: 'bg-wait-soft' };

/** One row of a DataTable. */
export function TableRow<Row>(props: {
  row: Row;
  index: number;
  table: DataTableProps<Row>;
  measure: Ref<HTMLTableRowElement>;
}) {
  const { row, index, table, measure } = props;
  const t = useWords(uiWords);
  const id = table.rowKey(row);
  const isSelected = table.selected?.has(id) ?? false;
  const tone = table.rowTone?.(row);
  // A menu or dialog opened from the row lies outside it, yet its events come here as well.
  const isOwn = (event: MouseEvent | KeyboardEvent) =>
    event.target instanceof Element &&
    (!event.currentTarget.contains(event.target) || event.target.closest(OWN_PRESS) !== null);
  const select = (on: boolean) => {
    const next = new Set(table.selected);
    if (on) next.add(id);
    else next.delete(id);
    table.onSelected?.(next);
  };
  const cell = cn(
    'border-b border-line px-3 py-[7px] align-middle group-last:border-b-0',
    tone && TONE[tone],
    isSelected && 'bg-turq-soft',
  );
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={table.onSelected ? isSelected : undefined}
      tabIndex={table.onRow ? 0 : undefined}
      onClick={(event) => {
        if (!isOwn(event)) table.onRow?.(row);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isOwn(event)) table.onRow?.(row);
      }}
      className={cn(
        'group h-12',
        table.onRow && 'cursor-pointer -outline-offset-3 [&:hover>td]:bg-paper',
      )}
    >
      {table.onSelected ? (
        <td className={cn(cell, 'w-10 pr-0')}>
          <Checkbox
            hideLabel
            label={table.selectLabel?.(row) ?? t('selectRow')}
            checked={isSelected}
            onChange={select}
          />
        </td>
      ) : null}
      {table.columns.map((column) => (
        <td key={column.id} className={cn(cell, columnLook(column))}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
