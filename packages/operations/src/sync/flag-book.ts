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

  /** The kinds of each operation that has any. */
  kinds(): Map<string, FlagKind[]> {
    const kinds = new Map<string, Set<FlagKind>>();
    const add = (opId: string, kind: FlagKind) => {
      const ofOperation = kinds.get(opId);
      if (ofOperation) ofOperation.add(kind);
      else kinds.set(opId, new Set([kind]));
    };
    for (const { opId } of this.oversells) add(opId, 'oversell');
    for (const { opId, kind } of this.#flags.values()) add(opId, kind);
    return new Map([...kinds].map(([opId, ofOperation]) => [opId, [...ofOperation]]));
  }

  all(): RaisedFlag[] {
    return [...this.#flags.values()];
  }
}
