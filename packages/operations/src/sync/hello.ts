import { type HelloAnswer, type HelloRequest, OsonError, type SeqRange } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import { ADMIT } from './admit.ts';
import type { Sender } from './stored-operation.ts';

const DAY_MS = 86_400_000;
/** The oldest version of the POS that may still speak; nothing is refused to an older one. */
const MIN_APP = '0.0.0';

type HelloRow = {
  held: SeqRange[];
  forked: boolean;
  epoch: number | null;
  head: bigint | null;
  status: 'active' | 'suspended' | 'closed';
};

export type HelloPorts = { nowMs: number; restoreWindowDays: number };

/**
 * Answers what the server really holds of an incarnation, and keeps what the terminal tells of
 * itself: the owner sees what is unsent before the rows come. TERMINAL_UNKNOWN when the incarnation
 * is not one of the sender's.
 */
export async function hello(
  tx: TenantTx,
  sender: Sender,
  request: HelloRequest,
  { nowMs, restoreWindowDays }: HelloPorts,
): Promise<Omit<HelloAnswer, 'nonce'>> {
  const { pending } = request;
  const oldestAt = pending.oldestAt === null ? null : new Date(pending.oldestAt);
  const [row] = await tx.$queryRaw<HelloRow[]>`
    update terminal_incarnation set last_hello_at = ${new Date(nowMs)}, app_version = ${request.app},
      max_seq = greatest(max_seq, ${request.maxSeq}), pending_count = ${pending.count},
      pending_sum = ${BigInt(pending.sum)}, pending_oldest_at = ${oldestAt},
      pulled_n = greatest(pulled_n, ${BigInt(request.cursor?.n ?? 0)}),
      storage = ${JSON.stringify(request.storage)}::jsonb
    where tenant_id = ${tx.tenantId}::uuid and id = ${request.incarnation}::uuid
      and terminal_id = ${sender.terminalId}::uuid
    returning held, forked,
      (select epoch from tenant_seq where tenant_id = ${tx.tenantId}::uuid) as epoch,
      (select n from tenant_seq where tenant_id = ${tx.tenantId}::uuid) as head,
      (select status from tenant_settings where tenant_id = ${tx.tenantId}::uuid) as status`;
  if (!row) throw new OsonError('TERMINAL_UNKNOWN');
  return {
    epoch: row.epoch ?? 1,
    serverTime: nowMs,
    held: row.held,
    head: toNumber(row.head ?? 0n),
    stableThrough: nowMs - restoreWindowDays * DAY_MS,
    minApp: MIN_APP,
    admit: ADMIT,
    terminalState: sender.state,
    tenantStatus: row.status,
    forked: row.forked,
  };
}
