import {
  exportSignedText,
  type ImportOutcome,
  OPS_PER_PUSH_MAX,
  OsonError,
  type PushResult,
  UNSIGNED_IMPORT,
  verifyOperation,
} from '@oson/contract';
import { exportBundleSchema, parseOperation } from '@oson/contract/schema';
import type { Database, TenantTx } from '@oson/db';
import { applyPush } from '../sync/apply-push.ts';
import { readResults } from '../sync/read-results.ts';
import { idOfBytes, type Offered } from '../sync/store-raw.ts';
import type { Sender } from '../sync/stored-operation.ts';

/** Whether a text is signed by a public key (base64url SPKI, r||s). */
export type SignatureCheck = (spki: string, text: string, signature: string) => Promise<boolean>;
export type Imported = ImportOutcome;

type Bundle = ReturnType<typeof exportBundleSchema.parse>;
type Source = { sender: Sender; publicKey: string };
type Link = { seq: number; prevHash: string };

/**
 * Takes an opened export into the chain of its carrier. What the sealing incarnation's signature
 * covers is pushed as that incarnation's own; all else is stored in quarantine. Who carries it proves
 * nothing and may be any terminal of the chain. The same file again is replayed. FILE_UNREADABLE when
 * it is no bundle, NOT_ALLOWED when it is another chain's.
 */
export async function importBundle(
  db: Database,
  tenantId: string,
  plain: string,
  ports: { isSignedBy: SignatureCheck; nowMs: number },
): Promise<Imported> {
  const bundle = readBundle(plain);
  if (bundle.tenant !== tenantId) throw new OsonError('NOT_ALLOWED');
  const source = await db.inTenant(tenantId, (tx) => findSource(tx, bundle));
  const text = exportSignedText(bundle);
  const isSigned =
    source !== null && (await ports.isSignedBy(source.publicKey, text, bundle.signature));
  const links = await db.inTenant(tenantId, (tx) => linksBetween(tx, bundle));
  const covered = isSigned ? coveredBy(bundle, links) : new Set<string>();
  const signed = bundle.ops.filter((op) => covered.has(hashOf(op)));
  const unsigned = bundle.ops.filter((op) => !covered.has(hashOf(op)));
  const results: PushResult[] = [];
  if (source) {
    for (const ops of batches(signed)) {
      const push = { incarnation: bundle.incarnation, ops };
      results.push(...(await applyPush(db, source.sender, push, ports.nowMs)).results);
    }
  }
  if (unsigned.length > 0) {
    results.push(...(await keepUnsigned(db, tenantId, { bundle, unsigned, source, ...ports })));
  }
  return { incarnation: bundle.incarnation, results, verified: unsigned.length === 0 };
}

function readBundle(plain: string): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch {
    throw new OsonError('FILE_UNREADABLE');
  }
  const parsed = exportBundleSchema.safeParse(value);
  if (!parsed.success) throw new OsonError('FILE_UNREADABLE');
  return parsed.data;
}

async function findSource(tx: TenantTx, bundle: Bundle): Promise<Source | null> {
  const life = await tx.terminalIncarnation.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: bundle.incarnation } },
    include: { terminal: true },
  });
  if (life?.terminalId !== bundle.terminal) return null;
  const { terminal } = life;
  const chain = await tx.tenantSettings.findFirst({ select: { status: true, closedAt: true } });
  const sender: Sender = {
    tenantId: tx.tenantId,
    storeId: terminal.storeId,
    terminalId: terminal.id,
    state: terminal.revokedAt ? 'revoked' : (terminal.state as Sender['state']),
    closedAtMs: chain?.status === 'closed' ? (chain.closedAt?.getTime() ?? null) : null,
  };
  return { sender, publicKey: life.publicKey };
}

/** What the server holds of the chain in the bundle's range: it bridges the gaps between its parts. */
async function linksBetween(tx: TenantTx, bundle: Bundle): Promise<Map<string, Link>> {
  const rows = await tx.$queryRaw<{ hash: string; seq: number; prev_hash: string }[]>`
    select hash, seq, prev_hash from op_log
    where tenant_id = ${tx.tenantId}::uuid and incarnation_id = ${bundle.incarnation}::uuid
      and seq between ${bundle.fromSeq} and ${bundle.toSeq}`;
  return new Map(rows.map((row) => [row.hash, { seq: row.seq, prevHash: row.prev_hash }]));
}

/** Hashes of the operations that the signature over the last one covers, by the chain back from it. */
function coveredBy(bundle: Bundle, held: ReadonlyMap<string, Link>): Set<string> {
  const links = new Map(held);
  for (const offered of bundle.ops) {
    const read = parseOperation(offered);
    if (!read.ok || read.operation.incarnation !== bundle.incarnation) continue;
    const { hash, seq, prevHash } = read.operation;
    if (verifyOperation(read.operation).ok) links.set(hash, { seq, prevHash });
  }
  const covered = new Set<string>();
  let at: string | null = bundle.lastHash;
  let below = bundle.toSeq + 1;
  while (at !== null) {
    const link: Link | undefined = links.get(at);
    if (!link || link.seq >= below) break;
    covered.add(at);
    below = link.seq;
    at = link.seq > bundle.fromSeq ? link.prevHash : null;
  }
  return covered;
}

const hashOf = (op: object) => String((op as { hash?: unknown }).hash);

function batches(ops: readonly { opId: string }[]): Offered[][] {
  const groups: Offered[][] = [];
  for (let at = 0; at < ops.length; at += OPS_PER_PUSH_MAX) {
    groups.push(ops.slice(at, at + OPS_PER_PUSH_MAX).map((op) => ({ opId: op.opId, raw: op })));
  }
  return groups;
}

type Unsigned = {
  bundle: Bundle;
  unsigned: Bundle['ops'];
  source: Source | null;
  nowMs: number;
};

/** Bytes that nobody has signed: kept beside everything, so that they stand in the way of nothing. */
async function keepUnsigned(
  db: Database,
  tenantId: string,
  { bundle, unsigned, source, nowMs }: Unsigned,
): Promise<PushResult[]> {
  const rows = unsigned.map((op) => {
    const raw = JSON.stringify(op);
    const { type } = op as { type?: unknown };
    return { id: idOfBytes(raw), op_id: op.opId, raw, type: typeof type === 'string' ? type : '' };
  });
  const { terminalId = null, storeId = null } = source?.sender ?? {};
  return db.inTenant(tenantId, async (tx) => {
    const known = await knownOf(tx, unsigned);
    const fresh = rows.filter(({ op_id }) => !known.has(op_id));
    const written = await tx.$queryRaw<{ op_id: string }[]>`
      insert into op_quarantine (tenant_id, id, op_id, incarnation_id, terminal_id, store_id, type,
        cause, error, raw, created_at)
      select ${tenantId}::uuid, id, op_id, ${bundle.incarnation}::uuid, ${terminalId}::uuid,
        ${storeId}::uuid, type, ${UNSIGNED_IMPORT}, 'no valid signature', raw,
        ${new Date(nowMs)}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
        as r(id uuid, op_id uuid, type text, raw text)
      on conflict do nothing returning op_id`;
    const isNew = new Set(written.map(({ op_id }) => op_id));
    return [
      ...(await readResults(tx, [...known])),
      ...fresh.map(({ op_id: opId }): PushResult => {
        const r = isNew.has(opId) ? 'quarantined' : 'replayed';
        return { opId, r, is: 'quarantined', flags: [], corrections: [], at: nowMs };
      }),
    ];
  });
}

/** Those that the server holds with the same bytes: nothing about them is new. */
async function knownOf(tx: TenantTx, ops: readonly { opId: string }[]): Promise<Set<string>> {
  const held = await tx.opLog.findMany({
    where: { opId: { in: ops.map(({ opId }) => opId) } },
    select: { opId: true, hash: true },
  });
  const hashes = new Map(held.map(({ opId, hash }) => [opId, hash]));
  const known = ops.filter((op) => hashes.get(op.opId) === hashOf(op));
  return new Set(known.map(({ opId }) => opId));
}
