import type { SeqRange } from '@oson/contract';
import { type SqlTx, toNumber } from '@oson/db';

/** The incarnation that a batch belongs to, its terminal and store; its row is locked. */
export type Place = {
  incarnation: string;
  terminalId: string;
  terminalCode: string;
  /** A device, or the virtual terminal of an API key. */
  source: 'terminal' | 'rest';
  store: {
    id: string;
    code: string;
    currency: string;
    priceListId: string;
    utcOffsetMin: number;
    cutoverHour: number;
  };
  held: SeqRange[];
  /** The highest number held before this transaction; 0: none. */
  heldTo: number;
  lastHash: string;
  epoch: number;
};

type PlaceRow = {
  terminal_id: string;
  terminal_code: string;
  kind: string;
  held: SeqRange[];
  last_hash: string;
  store_id: string;
  store_code: string;
  currency: string;
  price_list_id: string;
  utc_offset_min: number;
  cutover_hour: number;
  epoch: number | null;
};

/** Nobody waits longer for a batch of a neighbour, and no batch takes longer. */
export const PUSH_LIMITS = { lockTimeoutMs: 2000, statementTimeoutMs: 10_000 };

/** The same limits for a transaction that was opened without them. */
export async function limitWaits(tx: SqlTx): Promise<void> {
  const [lock, statement] = [`${PUSH_LIMITS.lockTimeoutMs}`, `${PUSH_LIMITS.statementTimeoutMs}`];
  await tx.$executeRaw`select set_config('lock_timeout', ${lock}, true),
    set_config('statement_timeout', ${statement}, true)`;
}

/**
 * Locks an incarnation of a terminal: batches of one incarnation follow one another, so that a
 * return and its sale cannot miss each other. null when the terminal has no such incarnation.
 */
export async function lockPlace(
  tx: SqlTx,
  terminalId: string,
  incarnation: string,
): Promise<Place | null> {
  const [row] = await tx.$queryRaw<PlaceRow[]>`
    select i.terminal_id, i.code as terminal_code, t.kind, i.held, i.last_hash,
      s.id as store_id, s.code as store_code, s.currency, s.price_list_id, s.utc_offset_min,
      s.cutover_hour,
      (select epoch from tenant_seq where tenant_id = ${tx.tenantId}::uuid) as epoch
    from terminal_incarnation i
    join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    join store s on s.tenant_id = t.tenant_id and s.id = t.store_id
    where i.tenant_id = ${tx.tenantId}::uuid and i.id = ${incarnation}::uuid
      and i.terminal_id = ${terminalId}::uuid
    for update of i`;
  return row ? placeOf(incarnation, row) : null;
}

function placeOf(incarnation: string, row: PlaceRow): Place {
  return {
    incarnation,
    terminalId: row.terminal_id,
    terminalCode: row.terminal_code,
    source: row.kind === 'device' ? 'terminal' : 'rest',
    store: {
      id: row.store_id,
      code: row.store_code,
      currency: row.currency,
      priceListId: row.price_list_id,
      utcOffsetMin: row.utc_offset_min,
      cutoverHour: row.cutover_hour,
    },
    held: row.held,
    heldTo: Math.max(0, ...row.held.map(({ to }) => to)),
    lastHash: row.last_hash,
    epoch: toNumber(row.epoch ?? 1),
  };
}
