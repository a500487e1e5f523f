import type { Operation, PushResult } from '@oson/contract';
import { type Database, Prisma } from '@oson/db';
import type { ATenant, ATerminal } from '@oson/testing';
import { applyPush } from './apply-push.ts';
import type { Sender } from './stored-operation.ts';

/** A terminal of a test that pushes straight into the operation, without HTTP. */
export function aPusher(
  db: Database,
  tenant: Pick<ATenant, 'tenantId'>,
  terminal: ATerminal,
  state: Sender['state'] = 'live',
) {
  const sender: Sender = {
    tenantId: tenant.tenantId,
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    state,
  };
  const push = async (ops: readonly Operation[], nowMs = Date.now()): Promise<PushResult[]> => {
    const offered = ops.map((op) => ({ opId: op.opId, raw: op }));
    const push = { incarnation: terminal.incarnationId, ops: offered };
    return (await applyPush(db, sender, push, nowMs)).results;
  };
  return { sender, push };
}

/** One digest for the rows of each of the tenant's tables: equal when no row has changed. */
export async function tenantDigest(
  db: Database,
  tenantId: string,
): Promise<Record<string, string>> {
  return db.inTenant(tenantId, async (tx) => {
    const tables = await tx.$queryRaw<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await tx.$queryRaw<{ digest: string }[]>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')
          as digest from ${Prisma.raw(`"${name}"`)} t`;
      digests[name] = row?.digest ?? '';
    }
    return digests;
  });
}
