import type { Cursor } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import { openIncident } from '../ledger/open-incident.ts';
import {
  type CursorProof,
  type Head,
  judgeCursor,
  type Kept,
  openCursor,
  type PageEnd,
} from '../sync/feed-cursor.ts';
import { noteLostChanges, raiseEpoch } from './raise-epoch.ts';

export type CursorFrom = {
  terminalId: string;
  incarnation: string | null;
  proof: CursorProof;
  nowMs: number;
};
/**
 * `from`: where to read on. `fromZero`: whatever the device holds goes with the next page. `began`: the
 * head at which the pull from zero began that this page belongs to.
 */
export type CheckedCursor = { epoch: number; from: number; fromZero: boolean; began: number };

/**
 * Holds a device's cursor against the feed (RESTORE4-5). One of this epoch that is ours and lies
 * ahead, or has other bytes, proves that the server went back: the epoch is raised. One that is not
 * ours is an incident of that terminal and raises nothing. One behind all that is kept reads anew.
 */
export async function checkCursor(
  tx: TenantTx,
  cursor: Cursor | null,
  head: Head,
  { terminalId, incarnation, proof, nowMs }: CursorFrom,
): Promise<CheckedCursor> {
  const anew = { epoch: head.epoch, from: 0, fromZero: true, began: head.n };
  // Said also to who sends none: another of its tabs may have forgotten the cursor and kept the rows.
  if (cursor === null) return anew;
  const page = openCursor(proof, tx.tenantId, cursor);
  if (!page) {
    await openIncident(tx, {
      kind: 'bad_cursor',
      terminalId,
      incarnation,
      cause: 'forged',
      details: { epoch: cursor.epoch, n: cursor.n, head: head.n },
      atMs: nowMs,
    });
    return anew;
  }
  const verdict = judgeCursor(page, head, await keptOf(tx, page));
  switch (verdict) {
    case 'good':
      return { epoch: head.epoch, from: cursor.n, fromZero: false, began: page.began };
    case 'ahead':
    case 'other-bytes': {
      const namedN = Math.max(cursor.n, page.head.n);
      const found = { epoch: head.epoch, head: head.n, namedN, cause: verdict };
      return { ...anew, epoch: await raiseEpoch(tx, { ...found, terminalId, incarnation, nowMs }) };
    }
    case 'other-epoch':
      await noteLostChanges(tx, cursor.epoch, Math.max(cursor.n, page.head.n));
      return anew;
    case 'too-old':
      return anew;
  }
}

/** The random bytes at the places that a cursor names, and where the feed begins. */
async function keptOf(tx: TenantTx, page: PageEnd): Promise<Kept> {
  const rows = await tx.$queryRaw<{ n: bigint; check: Uint8Array }[]>`
    select n, "check" from change where tenant_id = ${tx.tenantId}::uuid
      and n in (${page.at.n}, ${page.head.n},
        (select min(n) from change where tenant_id = ${tx.tenantId}::uuid))`;
  const kept = new Map(rows.map(({ n, check }) => [toNumber(n), check]));
  const oldest = kept.size === 0 ? 0 : Math.min(...kept.keys());
  return { at: kept.get(page.at.n) ?? null, head: kept.get(page.head.n) ?? null, oldest };
}
