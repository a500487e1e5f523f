import { shownOnHand, type Thousandths } from '@oson/domain';
import type { JournalRecord } from '../journal/journal-record.ts';

type OwnDelta = { delta: Thousandths; n: number | null };

/** A rejected operation moves nothing any more; practice never did. */
function moves(record: JournalRecord): boolean {
  return record.state !== 'rejected' && !record.practice;
}

/**
 * What this terminal has sold and taken back itself, by SKU, so that the shown stock is right before
 * the server has heard of it and is not taken off twice after (protocol.md 4).
 */
export class OwnDeltas {
  #bySku = new Map<string, Map<string, OwnDelta>>();

  /** Takes a record in its newest state, in place of what was known of it. */
  note(record: JournalRecord): void {
    for (const { skuId, delta } of record.deltas) {
      const deltas = this.#bySku.get(skuId) ?? new Map<string, OwnDelta>();
      this.#bySku.set(skuId, deltas);
      const n = record.state === 'posted' ? (record.n ?? null) : null;
      if (moves(record)) deltas.set(record.opId, { delta, n });
      else deltas.delete(record.opId);
    }
  }

  /** The pulled quantity with every own delta that it does not cover. */
  onHand(skuId: string, pulled: { quantity: Thousandths; n: number }): Thousandths {
    return shownOnHand(pulled, [...(this.#bySku.get(skuId)?.values() ?? [])]);
  }
}
