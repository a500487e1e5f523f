import type { SqlTx } from '@oson/db';
import type { Sender } from './stored-operation.ts';

/** A row that changed, at its newest feed position. */
export type ChangedPointer = { kind: string; id: string; n: number; isOfStore: boolean };
/** `deleted`: the terminal had it and has to drop it. Absent: it is none of this terminal's business. */
export type RowsById = Map<string, object | 'deleted'>;
export type RowReader = (
  tx: SqlTx,
  sender: Sender,
  pointers: readonly ChangedPointer[],
) => Promise<RowsById>;

/** Rows of a query as a map; what the query marks as gone is `deleted`. */
export function byId(rows: readonly { id: string; gone: boolean; data: object }[]): RowsById {
  return new Map(rows.map(({ id, gone, data }) => [id, gone ? 'deleted' : data]));
}

export const idsOf = (pointers: readonly ChangedPointer[]): string[] => {
  return pointers.map(({ id }) => id);
};
