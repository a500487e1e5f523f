import type { Sender } from '../sync/stored-operation.ts';
import type { Snapshot } from './make-snapshot.ts';

export type ShelfOptions = {
  make: (sender: Sender) => Promise<Snapshot>;
  /** A clock that never goes back, ms. */
  monoMs: () => number;
  /** Memory for all files together. */
  bytesMax?: number;
};

const DAY_MS = 86_400_000;
const BYTES_MAX = 64 * 1024 * 1024;
/** So many changes behind, and fetching them costs more than a file made anew. */
const BEHIND_MAX = 2000;

type Kept = Snapshot & { store: string; madeAt: number };

/**
 * Snapshots of one process, one a store, made when somebody asks and kept for those who ask later.
 * Terminals that ask at the same time wait for the same file.
 */
export class SnapshotShelf {
  readonly #options: ShelfOptions;
  /** Oldest use first. */
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<Kept>>();

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /** A file that is good for a store whose feed stands at `head`. */
  async offer(sender: Sender, head: { epoch: number; n: number }): Promise<Snapshot> {
    const store = `${sender.tenantId}/${sender.storeId}`;
    const kept = [...this.#kept.values()].find((one) => one.store === store);
    if (kept && this.#isGood(kept, head)) return this.#use(kept);
    const making = this.#making.get(store) ?? this.#make(store, sender);
    this.#making.set(store, making);
    return making;
  }

  /** The file of a digest; null when it is not kept (any more). */
  find(digest: string): Snapshot | null {
    const kept = this.#kept.get(digest);
    return kept ? this.#use(kept) : null;
  }

  #isGood(kept: Kept, head: { epoch: number; n: number }): boolean {
    const age = this.#options.monoMs() - kept.madeAt;
    return kept.epoch === head.epoch && head.n - kept.n <= BEHIND_MAX && age < DAY_MS;
  }

  async #make(store: string, sender: Sender): Promise<Kept> {
    try {
      const made = await this.#options.make(sender);
      const kept = { ...made, store, madeAt: this.#options.monoMs() };
      this.#kept.set(kept.digest, kept);
      this.#makeRoom();
      return kept;
    } finally {
      this.#making.delete(store);
    }
  }

  #use(kept: Kept): Kept {
    this.#kept.delete(kept.digest);
    this.#kept.set(kept.digest, kept);
    return kept;
  }

  /** The newest always stays: somebody is about to fetch it. */
  #makeRoom(): void {
    let bytes = [...this.#kept.values()].reduce((sum, kept) => sum + kept.bytes.length, 0);
    for (const [digest, kept] of this.#kept) {
      if (bytes <= (this.#options.bytesMax ?? BYTES_MAX) || this.#kept.size === 1) return;
      this.#kept.delete(digest);
      bytes -= kept.bytes.length;
    }
  }
}
