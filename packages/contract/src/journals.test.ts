/** Journals of older builds are still whole and still read. */
import { expect, test } from 'vitest';
import { BODY_VERSIONS } from './bodies/body-versions.ts';
import { sha256Hex } from './canonical/sha256.ts';
import { firstPrevHash } from './chain/hash-operation.ts';
import { verifyOperation } from './chain/verify-operation.ts';
import {
  type FrozenJournal,
  JOURNAL_OF_FIRST_BUILD,
  JOURNAL_OF_SECOND_BUILD,
} from './fixtures/index.ts';
import { OPERATION_TYPES } from './operation.ts';
import { parseBody, parseOperation } from './schema/index.ts';

const FROZEN: [string, FrozenJournal, string][] = [
  [
    'the first build',
    JOURNAL_OF_FIRST_BUILD,
    '5cfa6cbd78a3feacf5da906efe5f4df0c72ee1ecc25c2787507caaacde882c10',
  ],
  [
    'the second build',
    JOURNAL_OF_SECOND_BUILD,
    'be4b13bc3248e73b938dd4fcd70040fb402bbceafa37a148526884b036e8a144',
  ],
];

test.each(FROZEN)('[OP15] the journal of %s is the one that was frozen', (_, journal, digest) => {
  expect(sha256Hex(journal.records.map(({ operation }) => operation.hash).join())).toBe(digest);
  expect(new Set(journal.records.map(({ type }) => type))).toEqual(new Set(OPERATION_TYPES));
});

test('[OP2] [OP4] the chain verifies from its first link through all builds', () => {
  const { tenantId, terminalId, incarnation } = JOURNAL_OF_FIRST_BUILD.meta.identity.certificate;
  let prevHash = firstPrevHash(tenantId, terminalId, incarnation);
  const all = FROZEN.flatMap(([, journal]) => journal.records);
  for (const [index, { operation, seq }] of all.entries()) {
    expect(seq).toBe(index + 1);
    expect(parseOperation(operation)).toEqual({ ok: true, operation });
    expect(verifyOperation(operation)).toEqual({ ok: true });
    expect(operation.prevHash).toBe(prevHash);
    prevHash = operation.hash;
  }
  const last = JOURNAL_OF_SECOND_BUILD.meta.chain;
  expect(last).toMatchObject({ seq: all.length, lastHash: prevHash });
});

test.each(FROZEN)('[OP9] [OP15] every body of %s is read in the newest version', (_, journal) => {
  for (const { operation } of journal.records) {
    expect(operation.v).toBe(journal.bodyVersions[operation.type]);
    const newest = BODY_VERSIONS[operation.type as keyof typeof BODY_VERSIONS];
    expect(operation.v).toBeLessThanOrEqual(newest);
    const read = parseBody(operation.type, operation.v, operation.body);
    expect(read, `${operation.type} ${operation.seq}`).toMatchObject({ ok: true });
  }
});
