import type { Thousandths } from '@oson/domain';
import { type OwnDelta, type PulledStock, shownOnHand } from '@oson/sync-core';
import type { JournalRecord } from '../journal/journal-record.ts';

/**
 * A rejected operation moves nothing any more; practice never did. Position 0 is that of an epoch
 * before: whatever is pulled in the present one holds it.
 */
function moves(record: JournalRecord): boolean {
  const isOfEarlierEpoch = record.state === 'posted' && record.n === 0;
  return record.state !== 'rejected' && !record.practice && !isOfEarlierEpoch;
}

/**
 * What this terminal has sold and taken back itself, by SKU, so that the shown stock is right before
 * the server has heard of it and is not taken off twice after (DEV2).
 */
export class OwnDeltas {
  #bySku = new Map<string, Map<string, OwnDelta>>();

  /** Takes a record in its newest state, in place of what was known of it. */
  note(record: JournalRecord): void {
    for (const { skuId, delta } of record.deltas) {
      const deltas = this.#bySku.get(skuId) ?? new Map<string, OwnDelta>();
      this.#bySku.set(skuId, deltas);
      const n = record.state === 'posted' ? (record.n ?? null) : null;
      const epoch = record.epoch ?? null;
      if (moves(record)) deltas.set(record.opId, { delta, n, epoch, ends: false });
      else deltas.delete(record.opId);
    }
  }

  /** Another epoch: what was posted before is in whatever is pulled now, or is offered again. */
  forgetPosted(): void {
    for (const deltas of this.#bySku.values()) {
      for (const [opId, { n }] of deltas) if (n !== null) deltas.delete(opId);
    }
  }

  /** The pulled quantity with every own delta that it does not cover. */
  onHand(skuId: string, pulled: PulledStock): Thousandths {
    return shownOnHand(pulled, this.#bySku.get(skuId)?.values() ?? []);
  }
}
