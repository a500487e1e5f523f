import type { Cursor } from '@oson/contract';
import { type TenantTx } from '@oson/db';
import { openIncident } from '../ledger/open-incident.ts';
import { type CursorProof, type Head, judgeCursor } from '../sync/feed-cursor.ts';
import { noteLostChanges, raiseEpoch } from './raise-epoch.ts';

export type CursorFrom = {
  terminalId: string;
  incarnation: string | null;
  proof: CursorProof;
  nowMs: number;
};
/** `from`: where to read on. `fromZero`: whatever the device holds goes with the next page. */
export type CheckedCursor = { epoch: number; from: number; fromZero: boolean };

/**
 * Holds a device's cursor against the feed (protocol.md 7). One of this epoch that is ours and lies
 * ahead, or has other bytes, proves that the server went back: the epoch is raised. One that is not
 * ours is an incident of that terminal and raises nothing. One behind all that is kept reads anew.
 */
export async function checkCursor(
  tx: TenantTx,
  cursor: Cursor | null,
  head: Head,
  { terminalId, incarnation, proof, nowMs }: CursorFrom,
): Promise<CheckedCursor> {
  const anew = { epoch: head.epoch, from: 0, fromZero: true };
  if (cursor === null) return { ...anew, fromZero: false };
  const kept = await bytesAt(tx, cursor.n);
  const verdict = judgeCursor(proof, tx.tenantId, cursor, head, kept);
  switch (verdict) {
    case 'good':
      return { epoch: head.epoch, from: cursor.n, fromZero: false };
    case 'ahead':
    case 'other-bytes': {
      const found = { epoch: head.epoch, head: head.n, cursor, cause: verdict };
      return { ...anew, epoch: await raiseEpoch(tx, { ...found, terminalId, incarnation, nowMs }) };
    }
    case 'forged':
      await openIncident(tx, {
        kind: 'bad_cursor',
        terminalId,
        incarnation,
        cause: verdict,
        details: { epoch: cursor.epoch, n: cursor.n, head: head.n },
        atMs: nowMs,
      });
      return anew;
    case 'other-epoch':
      await noteLostChanges(tx, cursor);
      return anew;
    case 'too-old':
      return anew;
  }
}

/** The random bytes of a change; null when it is not kept (any more). */
async function bytesAt(tx: TenantTx, n: number): Promise<Uint8Array | null> {
  const [row] = await tx.$queryRaw<{ check: Uint8Array }[]>`
    select "check" from change where tenant_id = ${tx.tenantId}::uuid and n = ${n}`;
  return row?.check ?? null;
}
