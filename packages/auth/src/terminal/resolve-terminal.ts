import {
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  sha256Hex,
  signedText,
} from '@oson/contract';
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
  revoked: boolean;
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

  const nonce = request.header(HEADER_NONCE) ?? '';
  if (checkNonce(keys.nonce, incarnation, nonce, nowMs) !== 'valid') {
    const fresh = makeNonce(keys.nonce, incarnation, nowMs);
    return { terminal: null, refusal: { code: 'NONCE_EXPIRED', nonce: fresh } };
  }
  const text = signedText(request.method, request.path, sha256Hex(request.bodyText), nonce);
  if (!(await isSignedBy(row.public_key, text, request.header(HEADER_SIGNATURE) ?? ''))) {
    return { terminal: null, refusal: { code: 'SIGNATURE_WRONG' } };
  }
  return {
    terminal: {
      tenantId: row.tenant_id,
      storeId: row.store_id,
      terminalId: row.terminal_id,
      incarnation,
      state: stateOf(row),
    },
    refusal: null,
  };
}

/** The auth role finds the row without knowing a tenant; it sees only what proves the credential. */
async function findCredential(db: Database, incarnation: string): Promise<CredentialRow | null> {
  const rows = await db.auth.$queryRaw<CredentialRow[]>`
    select i.tenant_id, i.terminal_id, t.store_id, i.public_key, t.state,
      t.revoked_at is not null as revoked
    from terminal_incarnation i join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    where i.id = ${incarnation}::uuid
    limit 2`;
  // Two chains with the same incarnation can only come from a forged row: nobody gets in by it.
  return rows.length === 1 ? (rows[0] as CredentialRow) : null;
}

function stateOf(row: CredentialRow): ResolvedTerminal['state'] {
  if (row.revoked || row.state === 'revoked') return 'revoked';
  return row.state === 'practice' ? 'practice' : 'live';
}
