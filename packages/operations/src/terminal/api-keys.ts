import { createHash, randomBytes } from 'node:crypto';
import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { drawUnusedCode } from './enrol-terminal.ts';
import { checkTerminalPlace } from './terminal-place.ts';

const SECRET_BYTES = 32;
const PREFIX_LENGTH = 12;
const MARK = 'oson_';

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  storeId: string;
  storeName: string;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

/**
 * Makes a key for an integration with its virtual terminal in one store. The key itself is in the
 * answer and nowhere else: only its digest is kept. NOT_FOUND, TENANT_SUSPENDED.
 */
export async function createApiKey(
  tx: TenantTx,
  input: { name: string; storeId: string; userId: string },
): Promise<{ id: string; key: string; prefix: string }> {
  const { name, storeId } = input;
  await checkTerminalPlace(tx, { storeId });
  await tx.$queryRaw`select id from store
    where tenant_id = ${tx.tenantId}::uuid and id = ${storeId}::uuid for update`;
  const [id, terminalId, incarnationId] = [uuidv7Now(), uuidv7Now(), uuidv7Now()];
  const code = await drawUnusedCode(tx, storeId);
  const key = `${MARK}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const prefix = key.slice(0, PREFIX_LENGTH);
  const { tenantId } = tx;
  await tx.terminal.create({
    data: { tenantId, id: terminalId, storeId, name, kind: 'rest', state: 'live' },
  });
  // No key pair: nobody can sign as this terminal.
  await tx.terminalIncarnation.create({
    data: { tenantId, id: incarnationId, terminalId, storeId, code, publicKey: '' },
  });
  const hash = hashApiKey(key);
  await tx.apiKey.create({
    data: { tenantId, id, name, prefix, hash, terminalId, incarnationId },
  });
  const fact = { actorKind: 'user', actorId: input.userId, subject: name } as const;
  await writeAudit(tx, { ...fact, action: 'api-key.created' });
  return { id, key, prefix };
}

/** A long random key needs no slow hash. */
export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}

/** The chain's API keys, without what proves them: that is kept nowhere. */
export async function listApiKeys(tx: TenantTx): Promise<ApiKeyRow[]> {
  const rows = await tx.apiKey.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { terminal: { include: { store: { select: { name: true } } } } },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    storeId: row.terminal.storeId,
    storeName: row.terminal.store.name,
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
  }));
}

/** Ends a key at once. NOT_FOUND when it is not the chain's or has ended before. */
export async function revokeApiKey(
  tx: TenantTx,
  input: { id: string; userId: string },
): Promise<void> {
  const revoked = await tx.apiKey.updateMany({
    where: { id: input.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (revoked.count === 0) throw new OsonError('NOT_FOUND');
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
    action: 'api-key.revoked',
    subject: input.id,
  });
}
