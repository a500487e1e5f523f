import { type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';

export type TerminalLedger = {
  terminalId: string;
  name: string;
  storeName: string;
  /** What the terminal said at its last hello that it had not sent yet. */
  pending: number;
  pendingSum: Tiyin;
  /** Sale time of the oldest of them, ms. */
  oldestAt: number | null;
  lastHelloAt: number | null;
  /** The newest operations that the server holds of it. */
  held: number;
};
export type ReceivedThrough = {
  /** Everything sold before this moment (ms) has arrived; null when nothing can be said. */
  through: number | null;
  pending: number;
  pendingSum: Tiyin;
  terminals: TerminalLedger[];
};

type Row = {
  terminalId: string;
  name: string;
  storeName: string;
  pending: number;
  pendingSum: bigint;
  oldestAt: Date | null;
  lastHelloAt: Date | null;
  held: number;
};

/**
 * How complete the server's sales are, from what each live terminal told at its last hello. A
 * terminal that has unsent sales is complete to the oldest of them, any other to its last hello.
 */
export async function receivedThrough(tx: TenantTx): Promise<ReceivedThrough> {
  const rows = await tx.$queryRaw<Row[]>`
    select t.id as "terminalId", t.name, s.name as "storeName",
      coalesce(sum(i.pending_count), 0)::int as pending,
      coalesce(sum(i.pending_sum), 0)::bigint as "pendingSum",
      min(i.pending_oldest_at) filter (where i.pending_count > 0) as "oldestAt",
      max(i.last_hello_at) as "lastHelloAt", coalesce(sum(i.last_seq), 0)::int as held
    from terminal t
    join store s on s.tenant_id = t.tenant_id and s.id = t.store_id
    left join terminal_incarnation i on i.tenant_id = t.tenant_id and i.terminal_id = t.id
    where t.tenant_id = ${tx.tenantId}::uuid and t.state = 'live' and t.kind = 'device'
    group by t.id, t.name, s.name order by s.name, t.name`;
  const terminals = rows.map(ledgerOf);
  const known = terminals.map(completeTo).filter((moment) => moment !== null);
  return {
    through: known.length === terminals.length && known.length > 0 ? Math.min(...known) : null,
    pending: terminals.reduce((sum, terminal) => sum + terminal.pending, 0),
    pendingSum: terminals.reduce((sum, terminal) => sum + terminal.pendingSum, 0),
    terminals,
  };
}

const ledgerOf = (row: Row): TerminalLedger => ({
  ...row,
  pendingSum: toNumber(row.pendingSum),
  oldestAt: row.oldestAt?.getTime() ?? null,
  lastHelloAt: row.lastHelloAt?.getTime() ?? null,
});

const completeTo = (terminal: TerminalLedger) =>
  terminal.pending > 0 ? terminal.oldestAt : terminal.lastHelloAt;
