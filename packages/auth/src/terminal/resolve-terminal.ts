import { hash } from 'node:crypto';
import { HEADER_INCARNATION, HEADER_NONCE, HEADER_SIGNATURE, signedText } from '@oson/contract';
import type { Database } from '@oson/db';
import { checkNonce, makeNonce } from './nonce.ts';
import { isSignedBy } from './public-key.ts';
import type { ServerKeys } from './server-keys.ts';

/** A request as it came: `path` without the query, `bodyText` exactly as sent. */
export type SignedRequest = {
  method: string;
  path: string;
  bodyText: string;
  header: (name: string) => string | undefined;
};

export type ResolvedTerminal = {
  tenantId: string;
  storeId: string;
  terminalId: string;
  incarnation: string;
  state: 'practice' | 'live' | 'revoked';
  /** Taken back after a restore and confirmed by nobody yet: it pulls nothing. */
  unconfirmed: boolean;
  closedAtMs: number | null;
  revokedAtMs: number | null;
};
export type TerminalRefusal =
  | { code: 'NONCE_EXPIRED'; nonce: string }
  | { code: 'SIGNATURE_WRONG' | 'TERMINAL_UNKNOWN' };
export type TerminalResolution =
  | { terminal: ResolvedTerminal; refusal: null }
  | { terminal: null; refusal: TerminalRefusal | null };

type CredentialRow = {
  tenant_id: string;
  store_id: string;
  terminal_id: string;
  public_key: string;
  state: string;
  revoked_at: Date | null;
  closed_at: Date | null;
  unconfirmed: boolean;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Who sent a signed request. Tenant, store and terminal come from the row of the incarnation that
 * signed, from nothing that the request says. Without the headers nobody is refused: the request is
 * simply no terminal's.
 */
export async function resolveTerminal(
  db: Database,
  keys: ServerKeys,
  request: SignedRequest,
  nowMs: number,
): Promise<TerminalResolution> {
  const incarnation = request.header(HEADER_INCARNATION);
  if (incarnation === undefined) return { terminal: null, refusal: null };
  const row = UUID.test(incarnation) ? await findCredential(db, incarnation) : null;
  if (!row) return { terminal: null, refusal: { code: 'TERMINAL_UNKNOWN' } };
  const refusal = await checkSignature(keys, request, { incarnation, key: row.public_key, nowMs });
  if (refusal) return { terminal: null, refusal };
  return {
    terminal: {
      tenantId: row.tenant_id,
      storeId: row.store_id,
      terminalId: row.terminal_id,
      incarnation,
      state: stateOf(row),
      unconfirmed: row.unconfirmed,
      closedAtMs: row.closed_at?.getTime() ?? null,
      revokedAtMs: row.revoked_at?.getTime() ?? null,
    },
    refusal: null,
  };
}

type Signer = { incarnation: string; key: string; nowMs: number };

/** Whether a request is signed by a key, over a nonce of ours; null when it is. */
export async function checkSignature(
  keys: ServerKeys,
  request: SignedRequest,
  { incarnation, key, nowMs }: Signer,
): Promise<TerminalRefusal | null> {
  const nonce = request.header(HEADER_NONCE) ?? '';
  if (checkNonce(keys.nonce, incarnation, nonce, nowMs) !== 'valid') {
    return { code: 'NONCE_EXPIRED', nonce: makeNonce(keys.nonce, incarnation, nowMs) };
  }
  const digest = hash('sha256', request.bodyText, 'hex');
  const text = signedText(request.method, request.path, digest, nonce);
  const isSigned = await isSignedBy(key, text, request.header(HEADER_SIGNATURE) ?? '');
  return isSigned ? null : { code: 'SIGNATURE_WRONG' };
}

/** The auth role finds the row without knowing a tenant; it sees only what proves the credential. */
async function findCredential(db: Database, incarnation: string): Promise<CredentialRow | null> {
  const rows = await db.authSql.$queryRaw<CredentialRow[]>`
    select i.tenant_id, i.terminal_id, t.store_id, i.public_key, t.state, t.revoked_at,
      t.recovered_at is not null and t.confirmed_at is null as unconfirmed,
      case when g.status = 'closed' then g.closed_at end as closed_at
    from terminal_incarnation i join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    left join tenant_settings g on g.tenant_id = i.tenant_id
    where i.id = ${incarnation}::uuid
    limit 2`;
  // Two chains with the same incarnation can only come from a forged row: nobody gets in by it.
  return rows.length === 1 ? (rows[0] as CredentialRow) : null;
}

function stateOf(row: CredentialRow): ResolvedTerminal['state'] {
  if (row.revoked_at || row.state === 'revoked') return 'revoked';
  return row.state === 'practice' ? 'practice' : 'live';
}
