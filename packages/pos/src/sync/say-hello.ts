import {
  type EarlierIncarnation,
  type HelloRequest,
  type PendingFigures,
  PROTO,
} from '@oson/contract';
import { type Outcome, saidBefore } from '@oson/sync-core';
import Dexie from 'dexie';
import { storageHealth } from '../device/storage-health.ts';
import { type JournalDb, readMeta } from '../journal/journal-db.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { incarnationsHere } from '../journal/settle.ts';
import { ackedRanges, hashAt } from './ranges.ts';
import type { SyncActsParts } from './sync-acts.ts';

type OwnHashes = Record<number, string>;

/**
 * Says hello for the present incarnation and those before it that the journal still holds.
 * `certificate`: the server has said that it does not know this terminal (RESTORE6).
 */
export async function sayHello(
  parts: SyncActsParts,
  effect: { request: number; certificate: boolean },
  pendingOf: (incarnation: string) => PendingFigures,
): Promise<Extract<Outcome, { type: 'hello-answered' }>> {
  const { journal, ports, identity } = parts;
  const request = await helloRequest(parts, pendingOf);
  const { certificate, signature } = identity.get();
  const who = effect.certificate ? { certificate: { certificate, signature } } : {};
  const answer = await ports.hello({ ...request, ...who });
  const earlier = await Promise.all(
    (request.earlier ?? []).map(async ({ incarnation, acked }) => {
      const named = answer.earlierHeld?.find((each) => each.incarnation === incarnation);
      const ownHashes = await ownHashesAt(
        journal,
        incarnation,
        (named?.held ?? []).map(({ to }) => to),
      );
      return { incarnation, acked, ownHashes };
    }),
  );
  return {
    type: 'hello-answered',
    request: effect.request,
    answer,
    acked: request.acked,
    ownHashes: await ownHashesAt(journal, request.incarnation, [
      ...answer.held.map(({ to }) => to),
      ...saidBefore(answer).map(({ seq }) => seq),
    ]),
    maxSeq: request.maxSeq,
    earlier,
  };
}

async function helloRequest(
  parts: SyncActsParts,
  pendingOf: (incarnation: string) => PendingFigures,
): Promise<HelloRequest> {
  const { journal, catalog, clocks, identity, appVersion, copy, space } = parts;
  const { incarnation } = identity.get().certificate;
  const chain = await readMeta(journal, 'chain');
  const maxSeq = chain?.seq ?? 0;
  const { wallMs, monoMs } = clocks.read();
  const earlier = await earlierLives(journal, incarnation, pendingOf);
  return {
    proto: PROTO,
    app: appVersion,
    incarnation,
    maxSeq,
    ...(chain && maxSeq > 0 ? { lastHash: chain.lastHash } : {}),
    acked: await ackedRanges(journal, incarnation, maxSeq),
    pending: pendingOf(incarnation),
    cursor: catalog.shelf.get().cursor,
    wallMs,
    monoMs,
    storage: {
      ...(await storageHealth()),
      secondCopy: copy.state.get() === 'ok',
      ballast: space.ballast.get() === 'whole',
    },
    ...(earlier.length > 0 ? { earlier } : {}),
  };
}

/** Former lives of this journal with what the server has acknowledged of them. */
async function earlierLives(
  journal: JournalDb,
  present: string,
  pendingOf: (incarnation: string) => PendingFigures,
): Promise<EarlierIncarnation[]> {
  const lives = (await incarnationsHere(journal)).filter((each) => each !== present);
  return Promise.all(
    lives.map(async (incarnation) => {
      const maxSeq = (await lastRecord(journal, incarnation))?.seq ?? 0;
      const acked = await ackedRanges(journal, incarnation, maxSeq);
      return { incarnation, maxSeq, acked, pending: pendingOf(incarnation) };
    }),
  );
}

/** The newest operation that the journal has of an incarnation. */
export async function lastRecord(
  journal: JournalDb,
  incarnation: string,
): Promise<JournalRecord | undefined> {
  return journal.operations
    .where('[incarnation+seq]')
    .between([incarnation, Dexie.minKey], [incarnation, Dexie.maxKey])
    .last();
}

async function ownHashesAt(
  journal: JournalDb,
  incarnation: string,
  seqs: readonly number[],
): Promise<OwnHashes> {
  const hashes: OwnHashes = {};
  for (const seq of seqs) {
    const hash = await hashAt(journal, incarnation, seq);
    if (hash) hashes[seq] = hash;
  }
  return hashes;
}
