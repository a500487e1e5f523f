import type { Cursor, PullAnswer, PullRequest, PullRow } from '@oson/contract';
import { sha256Hex } from '@oson/contract';
import type { FeedRow, Terminal, TenantDb } from './tenant-db.ts';

export type Snapshot = { digest: string; rows: PullRow[] };
type Given = Omit<PullAnswer, 'nonce'>;

/**
 * Proof of a cursor: the stored bytes of n and of the head at which the page was read, the head at which
 * the pull from zero began, and a keyed digest; the key is not in the database. The head belongs to it
 * because a row that moved on between n and the head was left out of the page: a restore to between the
 * two would bring it back unseen.
 */
export function sealedCursor(db: TenantDb, n: number, secret: string, began: number): Cursor {
  const parts = [bytesAt(db, n), String(db.n), bytesAt(db, db.n), String(began)];
  const check = [...parts, proof(db, db.epoch, n, parts, secret)].join('.');
  return { epoch: db.epoch, n, check };
}

/** Where the pull from zero began that this cursor goes back to. */
export const beganAt = (cursor: Cursor): number => Number(cursor.check.split('.')[3]);

const bytesAt = (db: TenantDb, n: number) => db.bytes.get(n) ?? '0';

function proof(
  db: TenantDb,
  epoch: number,
  n: number,
  parts: readonly string[],
  secret: string,
): string {
  return sha256Hex([secret, db.tenant, epoch, n, ...parts].join('|')).slice(0, 16);
}

export type CursorVerdict = 'good' | 'forged' | 'other-epoch' | 'restored' | 'too-old';

/** RESTORE5: only a cursor of this epoch with a valid proof shows that the server went back. */
export function judge(db: TenantDb, cursor: Cursor, secret: string): CursorVerdict {
  const { epoch, n } = cursor;
  const [bytes = '', headText = '', headBytes = '', began = '', mac = ''] = cursor.check.split('.');
  const parts = [bytes, headText, headBytes, began];
  if (proof(db, epoch, n, parts, secret) !== mac) return 'forged';
  if (epoch !== db.epoch) return 'other-epoch';
  const head = Number(headText);
  if (n > db.n || head > db.n) return 'restored';
  if (bytesAt(db, n) !== bytes || bytesAt(db, head) !== headBytes) return 'restored';
  // A pull from zero that is under way stands at a low n and needs no tombstone from before it began.
  return Math.max(n, Number(began)) < db.oldest ? 'too-old' : 'good';
}

export function sees(row: FeedRow, terminal: Terminal): boolean {
  if (row.terminal !== null) return row.terminal === terminal.id;
  return row.store === null || row.store === terminal.store;
}

type Asked = PullRequest & { pageRows: number };

/** A page of the feed behind `from`; it ends where a change ends. */
export function pageOf(
  db: TenantDb,
  terminal: Terminal,
  request: Asked,
  from: number,
  secret: string,
  began: number,
): Given {
  const anything = request.kinds.includes('*');
  const found = [...db.rows.values()]
    .filter((row) => row.version > from && sees(row, terminal))
    .filter((row) => anything || request.kinds.includes(row.kind))
    .sort((a, b) => a.version - b.version);
  const limit = Math.min(request.limit, request.pageRows);
  let end = Math.min(found.length, limit);
  while (end < found.length && found[end]?.version === found[end - 1]?.version) end += 1;
  const page = found.slice(0, end);
  const more = end < found.length;
  const n = more ? (page.at(-1) as FeedRow).version : db.n;
  const rows = page.map(wire);
  return { epoch: db.epoch, rows, cursor: sealedCursor(db, n, secret, began), more };
}

/** All rows of a terminal as one file. */
export function snapshotOf(db: TenantDb, terminal: Terminal): Snapshot {
  const rows = [...db.rows.values()]
    .filter((row) => sees(row, terminal) && row.deleted !== true)
    .map(wire);
  return { digest: sha256Hex(JSON.stringify(rows)), rows };
}

function wire({ kind, id, version, deleted, data }: FeedRow): PullRow {
  const row = deleted ? { kind, id, version, deleted } : { kind, id, version, data };
  return row as unknown as PullRow;
}
