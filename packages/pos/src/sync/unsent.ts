import type { Tiyin } from '@oson/domain';
import type { JournalRecord } from '../journal/journal-record.ts';

export type UnsentFigures = { count: number; sum: Tiyin; oldestAt: number | null };

type Unsent = { amount: Tiyin; wallMs: number };

/** What is sealed and not yet stored by the server, counted in memory as the journal changes. */
export class UnsentLedger {
  #unsent = new Map<string, Unsent>();
  #review = new Set<string>();

  /** Takes a record in its newest state. */
  note({ opId, state, amount, operation }: JournalRecord): void {
    if (state === 'sealed') this.#unsent.set(opId, { amount, wallMs: operation.wallMs });
    else this.#unsent.delete(opId);
    if (state === 'quarantined') this.#review.add(opId);
    else this.#review.delete(opId);
  }

  /** Count, sum in tiyin and the wall time of the oldest: what hello and the screen tell. */
  figures(): UnsentFigures {
    let sum = 0;
    let oldestAt: number | null = null;
    for (const { amount, wallMs } of this.#unsent.values()) {
      sum += amount;
      if (oldestAt === null || wallMs < oldestAt) oldestAt = wallMs;
    }
    return { count: this.#unsent.size, sum, oldestAt };
  }

  /** How many operations wait for a person to look at them. */
  get reviewCount(): number {
    return this.#review.size;
  }
}
