import type { Certificate, EarlierIncarnation, SeqRange } from '@oson/contract';
import type { Who } from './model-server.ts';
import { heldOf, type Incarnation, type Terminal, type TenantDb } from './tenant-db.ts';

/** Makes terminal and incarnation of a certificate where they are missing. */
export function take(db: TenantDb, certificate: Certificate): Who {
  const { terminalId, storeId, storeCode } = certificate;
  const known = db.terminals.get(terminalId);
  const terminal: Terminal = known ?? {
    id: terminalId,
    store: storeId,
    storeCode,
    revoked: false,
    confirmed: false,
  };
  db.terminals.set(terminalId, terminal);
  const incarnation: Incarnation = {
    id: certificate.incarnation,
    terminal: terminalId,
    key: certificate.publicKey,
    code: certificate.terminalCode,
    forked: false,
    lastSeq: 0,
    pending: null,
    soldAt: 0,
    drained: false,
    followedBy: null,
  };
  db.incarnations.set(incarnation.id, incarnation);
  return { db, terminal, incarnation };
}

/** What is held of the earlier lives that a hello named; those of other terminals are not said. */
export function heldFor(
  db: TenantDb,
  terminal: Terminal,
  earlier: readonly EarlierIncarnation[],
): { incarnation: string; held: SeqRange[] }[] {
  return earlier
    .filter(({ incarnation }) => db.incarnations.get(incarnation)?.terminal === terminal.id)
    .map(({ incarnation }) => ({ incarnation, held: heldOf(db, incarnation) }));
}
