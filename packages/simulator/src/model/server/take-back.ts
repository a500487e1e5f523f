import {
  type Certificate,
  type EarlierIncarnation,
  type HelloRequest,
  SAID_MARKS_MAX,
  type SaidMark,
  type SeqRange,
} from '@oson/contract';
import type { Who } from './model-server.ts';
import { change, heldOf, type Incarnation, type Terminal, type TenantDb } from './tenant-db.ts';

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
    said: [],
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

/** Keeps where a journal says that it ends. Answers what was said before and is not proven yet. */
export function keepSaid(
  db: TenantDb,
  { incarnation, maxSeq: seq, lastHash: hash }: HelloRequest,
): readonly SaidMark[] {
  const open = openMarks(db, db.incarnations.get(incarnation));
  const isNew = !open.some((said) => said.seq === seq && said.hash === hash);
  const said = hash && isNew ? [...open.slice(0, SAID_MARKS_MAX - 1), { seq, hash }] : open;
  change(db.incarnations, incarnation, { said });
  return open;
}

/** Ends of a journal that hellos named and that what is held does not prove. */
export function openMarks(db: TenantDb, life: Incarnation | undefined): readonly SaidMark[] {
  const places = db.places.get(life?.id ?? '');
  return (life?.said ?? []).filter(({ seq, hash }) => {
    return db.ops.get(places?.get(seq) ?? '')?.op.hash !== hash;
  });
}
