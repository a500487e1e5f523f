import {
  type BodyOf,
  firstPrevHash,
  type Operation,
  type OperationType,
  sealOperation,
} from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import type { ATenant, ATerminal } from '@oson/db/testing';

/** Where an operation stands in its chain, and when it was sealed; the rest is made up. */
export type OperationPlace = {
  opId?: string;
  /** 1 unless told. */
  seq?: number;
  /** The chain's beginning unless told. */
  prevHash?: string;
  /** The device's clock, ms; now unless told. The device has just heard the server. */
  wallMs?: number;
};

type Chain = Pick<ATenant, 'tenantId'> & { terminal: ATerminal };

/** One sealed operation of a tenant's terminal. */
export function anOperation<T extends OperationType>(
  chain: Chain,
  type: T,
  body: BodyOf[T],
  place: OperationPlace = {},
): Operation {
  const { terminalId, incarnationId } = chain.terminal;
  const wallMs = place.wallMs ?? Date.now();
  const clocks = { wallMs, monoMs: 5_000, bootId: incarnationId };
  return sealOperation({
    opId: place.opId ?? uuidv7Now(),
    incarnation: incarnationId,
    type,
    seq: place.seq ?? 1,
    prevHash: place.prevHash ?? firstPrevHash(chain.tenantId, terminalId, incarnationId),
    ...clocks,
    lastServer: { serverMs: wallMs, ...clocks },
    body,
  });
}

export type AJournal = {
  /** Seals the next operation of the chain. */
  seal: <T extends OperationType>(
    type: T,
    body: BodyOf[T],
    place?: Pick<OperationPlace, 'opId' | 'wallMs'>,
  ) => Operation;
  /** What was sealed, oldest first. */
  ops: Operation[];
};

/** A terminal's journal: numbers and chains what it seals, as a device does. */
export function aJournal(chain: Chain): AJournal {
  const ops: Operation[] = [];
  return {
    ops,
    seal: (type, body, place = {}) => {
      const prevHash = ops.at(-1)?.hash;
      const op = anOperation(chain, type, body, { ...place, prevHash, seq: ops.length + 1 });
      ops.push(op);
      return op;
    },
  };
}
