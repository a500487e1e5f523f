import type { EarlierIncarnation, HelloRequest } from '@oson/contract';
import { rangesOf } from '@oson/sync-core';
import type { Device } from './device.ts';
import { chainOf, type Identity, type Journal } from './disk.ts';
import { incarnationOf } from './journal-acts.ts';

/** What a till says of itself and of the earlier lives in its journal. */
export function helloOf(
  device: Device,
  certificate: boolean,
): HelloRequest & { earlier: EarlierIncarnation[] } {
  const { journal, catalogue } = device.disk;
  const identity = journal.identity as Identity;
  const incarnation = incarnationOf(identity);
  const { seq: maxSeq, lastHash } = journal.chain;
  return {
    proto: 1,
    app: '1.0.0',
    incarnation,
    maxSeq,
    ...(maxSeq > 0 ? { lastHash } : {}),
    acked: storedRanges(journal, incarnation),
    pending: { ...device.unsentOf(incarnation), oldestAt: null },
    cursor: catalogue.cursor,
    wallMs: device.wallMs,
    monoMs: device.monoMs,
    storage: { persisted: true, freeBytes: null, usedBytes: null },
    earlier: journal.earlier.map((life) => ({
      incarnation: incarnationOf(life),
      maxSeq: life.maxSeq,
      acked: storedRanges(journal, incarnationOf(life)),
      pending: { ...device.unsentOf(incarnationOf(life)), oldestAt: null },
      ...(certificate ? { certificate: life.certificate } : {}),
    })),
    ...(certificate ? { certificate: identity.certificate } : {}),
  };
}

function storedRanges(journal: Journal, incarnation: string) {
  const stored = chainOf(journal, incarnation).filter(({ state }) => state !== 'sealed');
  return rangesOf(stored.map(({ op }) => op));
}

/** The till's own hash at each sequence number that it still has. */
export function hashesOf(journal: Journal, incarnation: string): Record<number, string> {
  const hashes: Record<number, string> = {};
  for (const { op } of chainOf(journal, incarnation)) hashes[op.seq] = op.hash;
  return hashes;
}
