import type { ReactNode } from 'react';

export type Sort = { id: string; down: boolean };

export type Column<Row> = {
  id: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the right. */
  align?: 'right';
  /** CSS width: "120px", "30%". */
  width?: string;
  sortable?: boolean;
  /** Not shown on narrower screens. */
  hideBelow?: 'sm' | 'wide';
};

export type DataTableProps<Row> = {
  /** What the table lists, read aloud. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** A press on a row, or Enter while it has the focus. */
  onRow?: (row: Row) => void;
  selected?: ReadonlySet<string>;
  onSelected?: (selected: Set<string>) => void;
  selectLabel?: (row: Row) => string;
  rowTone?: (row: Row) => 'bad' | 'warn' | undefined;
  /** `loading` while there is nothing yet; keep `ready` while old rows are refreshed. */
  state?: 'ready' | 'loading' | 'error';
  error?: ReactNode;
  empty?: ReactNode;
  /** The next page by cursor: asked for at the end of the list, or by the button. */
  more?: { has: boolean; busy?: boolean; onMore: () => void; label?: string };
  /** CSS height of the scrolling part; by default it ends where the screen does. */
  height?: string;
  /** The usual height of a row, before it is measured. */
  rowHeight?: number;
  className?: string;
};
