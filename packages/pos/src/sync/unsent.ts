import type { Tiyin } from '@oson/domain';
import type { JournalRecord } from '../journal/journal-record.ts';

export type UnsentFigures = { count: number; sum: Tiyin; oldestAt: number | null };

type Unsent = { amount: Tiyin; wallMs: number; incarnation: string };

/** What is sealed and not yet stored by the server, counted in memory as the journal changes. */
export class UnsentLedger {
  #unsent = new Map<string, Unsent>();
  #review = new Set<string>();

  /** Takes a record in its newest state. */
  note({ opId, state, amount, operation, incarnation }: JournalRecord): void {
    const { wallMs } = operation;
    if (state === 'sealed') this.#unsent.set(opId, { amount, wallMs, incarnation });
    else this.#unsent.delete(opId);
    if (state === 'quarantined') this.#review.add(opId);
    else this.#review.delete(opId);
  }

  /**
   * Count, sum in tiyin and the wall time of the oldest: what the screen tells of all, and hello of
   * one incarnation.
   */
  figures(of?: string): UnsentFigures {
    let count = 0;
    let sum = 0;
    let oldestAt: number | null = null;
    for (const { amount, wallMs, incarnation } of this.#unsent.values()) {
      if (of !== undefined && incarnation !== of) continue;
      count += 1;
      sum += amount;
      if (oldestAt === null || wallMs < oldestAt) oldestAt = wallMs;
    }
    return { count, sum, oldestAt };
  }

  /** How many operations wait for a person to look at them. */
  get reviewCount(): number {
    return this.#review.size;
  }
}
