'use client';

import { importColumnWords, importWords } from '@oson/messages/import';
import { cn, useFormat, useWords } from '@oson/ui';
import type { Column } from '@oson/ui/office';
import type { ReactNode } from 'react';
import type { Asked } from './answer-dialog.tsx';
import type { ImportRow, Problem } from './import-types.ts';
import { RowOutcome } from './row-outcome.tsx';
import type { ImportActs } from './use-import.ts';

type Field = 'name' | 'barcode' | 'price' | 'cost' | 'stock';

/** The problem that belongs to a cell; only that cell is tinted. */
function problemOf(row: ImportRow, field: Field): Problem | undefined {
  return row.problems.find(({ role }) =>
    field === 'name' ? role.startsWith('name') : role === field || role === `pack${field}`,
  );
}

/** A row as the file has it, and what becomes of it. */
export function useRowColumns(props: {
  acts: ImportActs;
  /** Several sheets: rows are told with theirs. */
  sheets: boolean;
  onAsk: (asked: Asked) => void;
  onRate: () => void;
}): Column<ImportRow>[] {
  const t = useWords(importWords);
  const role = useWords(importColumnWords);
  const format = useFormat();
  const money = (tiyin: number | null) =>
    tiyin === null ? '–' : format.money(tiyin, { unit: false });
  const figure = (field: Field, head: string, written: (row: ImportRow) => string) => ({
    id: field,
    head,
    align: 'right' as const,
    width: '90px',
    ...(field === 'price' ? {} : { hideBelow: 'sm' as const }),
    cell: (row: ImportRow) => (
      <Tinted problem={problemOf(row, field)} right>
        {(problemOf(row, field) && row.shown?.[field]) || written(row)}
      </Tinted>
    ),
  });
  return [
    {
      id: 'at',
      width: '70px',
      head: t('row'),
      align: 'right',
      hideBelow: 'sm',
      cell: (row) => <span className="text-ink-2">{placeOf(row.at, props.sheets)}</span>,
    },
    {
      id: 'name',
      width: '38%',
      head: role('name'),
      cell: (row) => (
        <Tinted problem={problemOf(row, 'name')}>{row.name || row.shown?.name || '–'}</Tinted>
      ),
    },
    {
      id: 'barcode',
      width: '130px',
      head: role('barcode'),
      hideBelow: 'sm',
      cell: (row) => (
        <Tinted problem={problemOf(row, 'barcode')}>
          <span className="n">
            {(problemOf(row, 'barcode') && row.shown?.barcode) || row.barcodes.join(', ') || '–'}
          </span>
        </Tinted>
      ),
    },
    figure('price', role('price'), (row) => money(row.price)),
    figure('cost', role('cost'), (row) => money(row.cost)),
    figure('stock', role('stock'), (row) =>
      row.stock === null ? '–' : format.quantity(row.stock, row.unit === 'dona' ? null : row.unit),
    ),
    {
      id: 'outcome',
      width: '180px',
      head: t('result'),
      cell: (row) => (
        <RowOutcome row={row} acts={props.acts} onAsk={props.onAsk} onRate={props.onRate} />
      ),
    },
  ];
}

/** "record 12" -> "12", "Do'kon!12" -> "12" where one sheet is read. */
function placeOf(at: string, sheets: boolean): string {
  if (sheets) return at.replace('!', ' ');
  return /(\d+)$/.exec(at)?.[1] ?? at;
}

function Tinted(props: { problem: Problem | undefined; right?: boolean; children: ReactNode }) {
  const { problem } = props;
  if (!problem) return <>{props.children}</>;
  return (
    <span
      className={cn(
        '-mx-3 -my-[7px] flex min-h-12 items-center px-3 font-600',
        props.right && 'justify-end',
        problem.holds ? 'bg-review-soft' : 'bg-wait-soft',
      )}
    >
      <span
        className={cn(
          'underline decoration-wavy decoration-1 underline-offset-4',
          problem.holds ? 'decoration-review' : 'decoration-wait',
        )}
      >
        {props.children}
      </span>
    </span>
  );
}
