import { randomBytes } from 'node:crypto';
import {
  type BodyOf,
  type Certificate,
  firstPrevHash,
  type LastServer,
  type Operation,
  type OperationState,
  type OperationType,
  operationBytes,
  type PullData,
  type PushResult,
  type SeqRange,
  sealOperation,
} from '@oson/contract';
import { uuidv7 } from '@oson/domain';
import { rangesOf, type SeqGap } from '@oson/sync-core';

export type SimRecord = {
  operation: Operation;
  bytes: number;
  /** `unsent`: the server has not named it, or was found to lack it. */
  state: 'unsent' | OperationState;
  result: PushResult | null;
  /** What it adds to the pending sum of a hello, tiyin. */
  gross: number;
};

/** A UUIDv7 of now. */
export const newId = () => uuidv7(Date.now(), randomBytes(10));

/** The journal of one incarnation, in memory: numbers, chains and keeps what was sealed. */
export class SimJournal {
  readonly records: SimRecord[] = [];
  lastServer: LastServer | null = null;
  /** The device's clock on the wall, ms; a test that goes through days moves it. */
  now: () => number = Date.now;
  readonly #certificate: Certificate;
  readonly #bootId = newId();
  #receipts = { live: 0, practice: 0 };

  constructor(certificate: Certificate) {
    this.#certificate = certificate;
  }

  /** Seals the next operation of the chain. */
  seal<T extends OperationType>(type: T, body: BodyOf[T]): Operation {
    const { tenantId, terminalId, incarnation } = this.#certificate;
    const last = this.records.at(-1)?.operation;
    const operation = sealOperation({
      opId: newId(),
      incarnation,
      type,
      seq: (last?.seq ?? 0) + 1,
      prevHash: last?.hash ?? firstPrevHash(tenantId, terminalId, incarnation),
      ...this.clocks(),
      lastServer: this.lastServer,
      body,
    });
    this.adopt(operation);
    return operation;
  }

  /** Takes in an operation that was sealed elsewhere, as the next one of the chain. */
  adopt(operation: Operation): void {
    const sale = operation.type === 'sale' ? (JSON.parse(operation.body) as BodyOf['sale']) : null;
    const bytes = operationBytes(operation);
    const gross = sale?.totals.gross ?? 0;
    this.records.push({ operation, bytes, state: 'unsent', result: null, gross });
  }

  clocks() {
    return { wallMs: this.now(), monoMs: Math.round(performance.now()), bootId: this.#bootId };
  }

  /** The next number of its series of receipts, counted from 1. */
  nextReceipt(practice: boolean): number {
    this.#receipts[practice ? 'practice' : 'live'] += 1;
    return this.#receipts[practice ? 'practice' : 'live'];
  }

  unsent(): SimRecord[] {
    return this.records.filter((record) => record.state === 'unsent');
  }

  pending(): { count: number; sum: number; oldestAt: number | null } {
    const unsent = this.unsent();
    return {
      count: unsent.length,
      sum: unsent.reduce((sum, record) => sum + record.gross, 0),
      oldestAt: unsent[0]?.operation.wallMs ?? null,
    };
  }

  acked(): SeqRange[] {
    const stored = this.records.filter((record) => record.state !== 'unsent');
    return rangesOf(stored.map((record) => record.operation));
  }

  hashesAt(ranges: readonly SeqRange[]): Record<number, string> {
    const own: Record<number, string> = {};
    for (const { to } of ranges) {
      const record = this.records[to - 1];
      if (record) own[to] = record.operation.hash;
    }
    return own;
  }

  settle(results: readonly PushResult[]): void {
    for (const result of results) {
      const record = this.#find(result.opId);
      if (record) Object.assign(record, { state: result.is, result });
    }
  }

  /** A later state, told by the feed. */
  applyOutcome({ opId, is }: PullData['outcome']): void {
    const record = this.#find(opId);
    if (record && record.state !== 'unsent') record.state = is;
  }

  offerAgain(gaps: readonly SeqGap[]): void {
    for (const record of this.records) {
      const { seq } = record.operation;
      if (gaps.some((gap) => gap.from <= seq && seq <= gap.to)) record.state = 'unsent';
    }
  }

  #find(opId: string): SimRecord | undefined {
    return this.records.find((record) => record.operation.opId === opId);
  }
}
