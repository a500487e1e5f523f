'use client';

import { uiWords } from '@oson/messages/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { cn } from '../base/cn.ts';
import { Button } from '../controls/button.tsx';
import { Spinner } from '../controls/spinner.tsx';
import { useLate } from '../controls/use-late.ts';
import { Checkbox } from '../fields/checkbox.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { columnLook, TableRow } from './data-table-row.tsx';
import type { Column, DataTableProps, Sort } from './data-table-types.ts';

const ROW_PX = 48;
/** The next page is asked for when so many rows are left below the last one drawn. */
const AHEAD_ROWS = 8;

/**
 * A list of anything: sortable, selectable, paged by cursor. Only the rows in sight are drawn, so
 * 20 000 scroll as 50 do. While loading, empty or failed it says so in its own place.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, state = 'ready', more } = props;
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => props.rowHeight ?? ROW_PX,
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  useNextPage((items.at(-1)?.index ?? 0) >= rows.length - AHEAD_ROWS, rows.length, more);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = props.columns.length + (props.onSelected ? 1 : 0);
  return (
    <div
      ref={box}
      className={cn(
        'thin-scroll relative overflow-auto rounded-2 border border-line bg-surface',
        props.className,
      )}
      style={{ maxHeight: props.height ?? 'max(320px, calc(100dvh - 190px))' }}
    >
      <table
        aria-label={props.label}
        aria-rowcount={more?.has ? -1 : rows.length + 1}
        aria-busy={state === 'loading'}
        className="w-full border-separate border-spacing-0"
      >
        <TableHead {...props} />
        <tbody>
          {before > 0 ? <Gap span={span} height={before} /> : null}
          {items.map((item) => (
            <TableRow
              key={item.key}
              measure={virtual.measureElement}
              index={item.index}
              row={rows[item.index] as Row}
              table={props}
            />
          ))}
          {after > 0 ? <Gap span={span} height={after} /> : null}
        </tbody>
      </table>
      <TableFoot {...props} />
    </div>
  );
}

/**
 * Asks for the next page when its end comes near, once for each length of the list: after a failure
 * the button below is the way on, not a loop.
 */
function useNextPage(isNear: boolean, length: number, more: DataTableProps<never>['more']): void {
  const askedAt = useRef(0);
  const ask = useEffectEvent(() => more?.onMore());
  const due = isNear && length > 0 && more?.has === true && !more.busy;
  useEffect(() => {
    if (!due || askedAt.current === length) return;
    askedAt.current = length;
    ask();
  }, [due, length]);
}

function Gap({ span, height }: { span: number; height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}

function TableHead<Row>(props: DataTableProps<Row>) {
  const t = useWords(uiWords);
  const { rows, rowKey, selected, onSelected } = props;
  const chosen = selected ? rows.filter((row) => selected.has(rowKey(row))).length : 0;
  return (
    <thead>
      <tr>
        {onSelected ? (
          <th className="sticky top-0 z-[1] w-10 border-b border-line bg-surface pr-0 pl-3 text-left">
            <Checkbox
              hideLabel
              label={t('selectAll')}
              checked={rows.length > 0 && chosen === rows.length}
              indeterminate={chosen > 0 && chosen < rows.length}
              onChange={(all) => onSelected(new Set(all ? rows.map(rowKey) : []))}
            />
          </th>
        ) : null}
        {props.columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            sort={props.sort ?? null}
            onSort={props.onSort}
          />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell<Row>(props: {
  column: Column<Row>;
  sort: Sort | null;
  onSort?: (sort: Sort) => void;
}) {
  const { column, sort, onSort } = props;
  const down = sort?.id === column.id ? sort.down : null;
  const order = down === null ? undefined : down ? ('descending' as const) : ('ascending' as const);
  return (
    <th
      scope="col"
      aria-sort={order}
      style={{ width: column.width }}
      className={cn(
        'sticky top-0 z-[1] border-b border-line bg-surface px-3 py-2 text-left text-13 font-500 whitespace-nowrap text-ink-2',
        columnLook(column),
      )}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ id: column.id, down: down === false })}
          className={cn(
            'inline-flex min-h-6 items-center gap-1 hover:text-ink',
            order && 'font-650 text-ink',
          )}
        >
          {column.head}
          {down === null ? null : down ? (
            <ArrowDown aria-hidden="true" />
          ) : (
            <ArrowUp aria-hidden="true" />
          )}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function TableFoot<Row>(props: DataTableProps<Row>) {
  const { state = 'ready', rows, more } = props;
  const t = useWords(uiWords);
  const slow = useLate(state === 'loading' && rows.length === 0);
  if (state === 'error') return <div className="p-4">{props.error}</div>;
  if (rows.length === 0) {
    if (state === 'loading') {
      return <div className="min-h-40 p-6">{slow ? <Spinner label={t('loading')} /> : null}</div>;
    }
    return <>{props.empty}</>;
  }
  if (!more?.has) return null;
  return (
    <div className="sticky left-0 grid place-items-center border-t border-line p-2">
      <Button variant="quiet" busy={more.busy} onClick={more.onMore}>
        {more.label ?? t('more')}
      </Button>
    </div>
  );
}
