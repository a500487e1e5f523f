import type { PullData, PullKind } from '../kinds/pull-kinds.ts';
import type { Cursor } from './cursor.ts';

export type PullRequest = { cursor: Cursor | null; kinds: string[]; limit: number };

/** A row applies only if its version is above the local one. `data` is absent when deleted. */
export type PullRow<K extends PullKind = PullKind> = {
  [Kind in K]: { kind: Kind; id: string; version: number; deleted?: true; data?: PullData[Kind] };
}[K];

/** All rows of the kinds asked for, in one immutable file that the signed request or an address gives. */
export type SnapshotDescriptor = {
  /** Absolute, or a path of the worker; an address that needs no signature expires in 10 minutes. */
  url: string;
  /** Lower-case hex of SHA-256 over the bytes that `url` answers. */
  digest: string;
  rows: number;
  bytes: number;
};

export type PullAnswer = {
  epoch: number;
  rows: PullRow[];
  cursor: Cursor;
  more: boolean;
  /**
   * This page starts from zero whatever cursor was sent (its proof was wrong, it was too old, or of
   * another epoch): what the device holds goes in the transaction that writes it.
   */
  fromZero?: true;
  /**
   * Instead of rows: `rows` is empty and `cursor` is the position that the file was made at; the pull
   * goes on from there. Always from zero.
   */
  snapshot?: SnapshotDescriptor;
  nonce: string;
};
