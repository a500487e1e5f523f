import { type BodyOf, firstPrevHash, type OperationType, sealOperation } from '@oson/contract';
import { receiptNumber, type StockDelta, type Tiyin } from '@oson/domain';
import type { Clocks } from '../device/clocks.ts';
import { insist, type JournalDb, readMeta, writeMeta } from './journal-db.ts';
import type { Chain, Identity, JournalRecord } from './journal-record.ts';

/** Numbers that exist only once the operation is being sealed. */
export type AllottedNumbers = { opId: string; seq: number; receiptNumber: string };

export type SealRequest<T extends OperationType> = {
  type: T;
  /** Whose receipt counter it takes a number of. */
  receipt: 'live' | 'practice' | 'none';
  body: (numbers: AllottedNumbers) => BodyOf[T];
  deltas: StockDelta[];
  amount: Tiyin;
  shiftId: string | null;
  /** Writes that must stand or fall with the operation; only Dexie promises may be awaited in it. */
  also?: (numbers: AllottedNumbers) => Promise<void>;
};

/**
 * Seals one operation: sequence, receipt number, hash chain, record and `also` in one strict
 * transaction. Resolves when the disk has it; if it rejects, nothing of it exists and no number is
 * used up.
 */
export async function seal<T extends OperationType>(
  db: JournalDb,
  clocks: Clocks,
  request: SealRequest<T>,
): Promise<JournalRecord> {
  const opId = clocks.newId();
  let tries = 0;
  return insist(db, async () => {
    tries += 1;
    // A first try that was called failed and did arrive after all must not become two.
    const arrived = tries > 1 ? await db.operations.get(opId) : undefined;
    return arrived ?? sealOnce(db, clocks, opId, request);
  });
}

async function sealOnce<T extends OperationType>(
  db: JournalDb,
  clocks: Clocks,
  opId: string,
  request: SealRequest<T>,
): Promise<JournalRecord> {
  return db.transaction('rw', db.operations, db.meta, db.carts, async () => {
    const identity = await readMeta(db, 'identity');
    const server = await readMeta(db, 'server');
    if (!identity) throw new Error('this browser is no terminal yet');
    const chain = (await readMeta(db, 'chain')) ?? startOfChain(identity);
    const next = advance(chain, request.receipt);
    const number = receiptNumberOf(identity, next, request.receipt);
    const numbers = { opId, seq: next.seq, receiptNumber: number ?? '' };
    const operation = sealOperation({
      opId,
      incarnation: chain.incarnation,
      type: request.type,
      seq: next.seq,
      prevHash: chain.lastHash,
      ...clocks.read(),
      lastServer: server?.lastServer ?? null,
      body: request.body(numbers),
    });
    const record: JournalRecord = {
      opId,
      incarnation: chain.incarnation,
      seq: next.seq,
      type: request.type,
      operation,
      receiptNumber: number,
      practice: request.receipt === 'practice',
      state: 'sealed',
      flags: [],
      corrections: [],
      deltas: request.deltas,
      amount: request.amount,
      shiftId: request.shiftId,
    };
    await db.operations.add(record);
    await writeMeta(db, 'chain', { ...next, lastHash: operation.hash });
    if (request.also) await request.also(numbers);
    return record;
  });
}

function startOfChain({ certificate }: Identity): Chain {
  const { tenantId, terminalId, incarnation } = certificate;
  return {
    incarnation,
    seq: 0,
    lastHash: firstPrevHash(tenantId, terminalId, incarnation),
    receipts: 0,
    practiceReceipts: 0,
  };
}

function advance(chain: Chain, receipt: 'live' | 'practice' | 'none'): Chain {
  return {
    ...chain,
    seq: chain.seq + 1,
    receipts: chain.receipts + (receipt === 'live' ? 1 : 0),
    practiceReceipts: chain.practiceReceipts + (receipt === 'practice' ? 1 : 0),
  };
}

function receiptNumberOf(
  { certificate }: Identity,
  chain: Chain,
  receipt: 'live' | 'practice' | 'none',
): string | null {
  if (receipt === 'none') return null;
  const practice = receipt === 'practice';
  const counter = practice ? chain.practiceReceipts : chain.receipts;
  return receiptNumber(certificate.storeCode, certificate.terminalCode, counter, practice);
}
