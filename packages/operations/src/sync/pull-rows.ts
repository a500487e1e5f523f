import type { PullKind, PullRow } from '@oson/contract';
import type { SqlTx } from '@oson/db';
import { CHAIN_READERS } from './pull-chain-rows.ts';
import { GOODS_READERS } from './pull-goods-rows.ts';
import type { ChangedPointer, RowReader, RowsById } from './pull-row-reader.ts';
import type { Sender } from './stored-operation.ts';

const READERS: Partial<Record<PullKind, RowReader>> = { ...CHAIN_READERS, ...GOODS_READERS };

/** Every kind of row that a terminal may see. */
export const GIVEN_KINDS: readonly string[] = Object.keys(READERS);

/**
 * The rows behind pointers as a terminal gets them, in feed order. The version of a row is its feed
 * position: it grows with every change and is compared only inside one epoch. No cost and no other
 * store's figures are read here at all.
 */
export async function readPullRows(
  tx: SqlTx,
  sender: Sender,
  pointers: readonly ChangedPointer[],
): Promise<PullRow[]> {
  const found = new Map<string, RowsById>();
  for (const [kind, ofKind] of Map.groupBy(pointers, ({ kind }) => kind)) {
    const reader = READERS[kind as PullKind];
    if (reader) found.set(kind, await reader(tx, sender, ofKind));
  }
  const inOrder = [...pointers].sort((a, b) => a.n - b.n);
  return inOrder.flatMap(({ kind, id, n }): PullRow[] => {
    const data = found.get(kind)?.get(id);
    if (data === undefined) return [];
    const row = { kind, id, version: n };
    return [(data === 'deleted' ? { ...row, deleted: true } : { ...row, data }) as PullRow];
  });
}
