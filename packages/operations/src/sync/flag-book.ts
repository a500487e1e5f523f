import type { FlagKind } from '@oson/contract';

export type FlagSubject = {
  opId: string;
  saleId: string | null;
  skuId?: string | null;
  /** What the server lacked: when it comes, the flag is resolved. */
  missing?: string;
};
export type RaisedFlag = FlagSubject & { kind: FlagKind; details: Record<string, unknown>[] };
export type Oversell = { opId: string; saleId: string; skuId: string; after: number };

/** The flags of a batch: one an operation and kind, whatever number of lines caused it. */
export class FlagBook {
  readonly #flags = new Map<string, RaisedFlag>();
  readonly oversells: Oversell[] = [];

  raise(kind: FlagKind, subject: FlagSubject, details: Record<string, unknown> = {}): void {
    const key = `${subject.opId} ${kind} ${subject.missing ?? ''}`;
    const raised = this.#flags.get(key);
    if (!raised) this.#flags.set(key, { kind, ...subject, details: [details] });
    else {
      raised.details.push(details);
      if (raised.skuId !== subject.skuId) raised.skuId = null;
    }
  }

  oversell(oversell: Oversell): void {
    this.oversells.push(oversell);
  }

  kindsOf(opId: string): FlagKind[] {
    const kinds = new Set<FlagKind>();
    if (this.oversells.some((oversell) => oversell.opId === opId)) kinds.add('oversell');
    for (const flag of this.#flags.values()) if (flag.opId === opId) kinds.add(flag.kind);
    return [...kinds];
  }

  all(): RaisedFlag[] {
    return [...this.#flags.values()];
  }
}
