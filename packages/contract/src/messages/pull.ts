import type { PullData, PullKind } from '../kinds/pull-kinds.ts';
import type { Cursor } from './cursor.ts';

export type PullRequest = { cursor: Cursor | null; kinds: string[]; limit: number };

/** A row applies only if its version is above the local one. `data` is absent when deleted. */
export type PullRow<K extends PullKind = PullKind> = {
  [Kind in K]: { kind: Kind; id: string; version: number; deleted?: true; data?: PullData[Kind] };
}[K];

export type PullAnswer = {
  epoch: number;
  rows: PullRow[];
  cursor: Cursor;
  more: boolean;
  /** Where a cursor that is too old finds everything; unused until the server offers it. */
  snapshot?: { url: string; digest: string };
  nonce: string;
};
