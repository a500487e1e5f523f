import type { Database } from '@oson/db';
import { hashApiKey } from '@oson/operations';

/** What a key is: its chain, and the virtual terminal whose numbers its sales take. */
export type ApiKeyAccess = {
  tenantId: string;
  apiKeyId: string;
  terminalId: string;
  incarnation: string;
};

/**
 * Whose key a request bears; null when nobody's, or one that was revoked. The tenant is what the
 * key's row says, whatever the request says.
 */
export async function resolveApiKey(db: Database, key: string): Promise<ApiKeyAccess | null> {
  const rows = await db.auth.$queryRaw<(ApiKeyAccess & { revoked: boolean })[]>`
    select k.tenant_id as "tenantId", k.id as "apiKeyId", k.terminal_id as "terminalId",
      k.incarnation_id as incarnation,
      k.revoked_at is not null or t.revoked_at is not null as revoked
    from api_key k join terminal t on t.tenant_id = k.tenant_id and t.id = k.terminal_id
    where k.hash = ${hashApiKey(key)} limit 1`;
  const [row] = rows;
  if (!row || row.revoked) return null;
  const { tenantId, apiKeyId, terminalId, incarnation } = row;
  return { tenantId, apiKeyId, terminalId, incarnation };
}
