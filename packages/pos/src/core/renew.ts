import { type EnrolAnswer, firstPrevHash, type RenewRequest } from '@oson/contract';
import type { DeviceKeys } from '../device/device-keys.ts';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import type { Identity } from '../journal/journal-record.ts';

type Renew = (request: RenewRequest) => Promise<EnrolAnswer>;

/** What a terminal works with after a new incarnation was opened. */
export type Renewed = { identity: Identity; keys: DeviceKeys; nonce: string };

/**
 * Opens a new incarnation under the old one's signature: after a fork, or when the journal turned
 * out to be an older one (ID16). What the old one sealed stays and drains; the open shift goes on.
 */
export async function renewIncarnation(
  journal: JournalDb,
  renew: Renew,
  cause: RenewRequest['cause'],
  makeKeys: () => Promise<DeviceKeys>,
): Promise<Renewed> {
  const old = await readMeta(journal, 'keys');
  const kept = await readMeta(journal, 'renewing');
  const fresh = kept ?? (await makeKeys());
  // Kept before it is sent: after a lost answer the same key is shown again.
  if (!kept) await writeMeta(journal, 'renewing', fresh);
  const answer = await renew({ publicKey: fresh.publicKey, cause });
  // PIN verifiers are sealed with the old key and nobody sends them again without a reason.
  const keys = old ? { ...fresh, pinSeal: old.pinSeal } : fresh;
  await beginLife(journal, answer, keys);
  const identity = await readMeta(journal, 'identity');
  if (!identity) throw new Error('this browser is no terminal yet');
  return { identity, keys, nonce: answer.nonce };
}

/**
 * Writes an answer of enrolment or renewal into the journal: the life before it goes among the past
 * ones with its key, and the new chain begins. Everything else in the journal stays as it is (DEV5).
 */
export async function beginLife(
  journal: JournalDb,
  answer: EnrolAnswer,
  keys: DeviceKeys,
): Promise<void> {
  const { certificate, signature, nonce, practice } = answer;
  const { terminalId, incarnation, tenantId } = certificate;
  await journal.transaction('rw', journal.meta, journal.lives, async () => {
    const before = await readMeta(journal, 'identity');
    const oldKeys = await readMeta(journal, 'keys');
    const past = before?.certificate.incarnation;
    if (before && oldKeys && past !== undefined && past !== incarnation) {
      await journal.lives.put({ incarnation: past, identity: before, keys: oldKeys });
    }
    const state = practice ? ('practice' as const) : ('live' as const);
    await writeMeta(journal, 'identity', { certificate, signature, state });
    await writeMeta(journal, 'keys', keys);
    await writeMeta(journal, 'nonce', nonce);
    await writeMeta(journal, 'renewing', null);
    if (answer.recoveryKey) await writeMeta(journal, 'recoveryKey', answer.recoveryKey);
    if (past === incarnation) return;
    await writeMeta(journal, 'chain', {
      incarnation,
      seq: 0,
      lastHash: firstPrevHash(tenantId, terminalId, incarnation),
      receipts: 0,
      practiceReceipts: 0,
    });
  });
}
