import type { SeqRange } from '@oson/contract';
import { type SupportTx, type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { stillOwed } from '../sync/held-ranges.ts';

export type TerminalLedger = {
  terminalId: string;
  name: string;
  storeName: string;
  /** Of what the terminal said at its last hello that it had not sent: what has not come since. */
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
  maxSeq: number;
  lastSeq: number;
  held: SeqRange[];
};

/**
 * How complete the server's sales are, from what each live terminal told at its last hello and what
 * has come since. A terminal that owes sales is complete to the oldest of them, any other to its
 * last hello. A terminal has one row for each of its incarnations.
 */
export async function receivedThrough(tx: TenantTx): Promise<ReceivedThrough> {
  return receivedThroughOf(tx, tx.tenantId);
}

/** The same of a chain that support looks at. */
export async function receivedThroughOf(
  tx: TenantTx | SupportTx,
  tenantId: string,
): Promise<ReceivedThrough> {
  const rows = await tx.$queryRaw<Row[]>`
    select t.id as "terminalId", t.name, s.name as "storeName",
      coalesce(i.pending_count, 0) as pending, coalesce(i.pending_sum, 0) as "pendingSum",
      i.pending_oldest_at as "oldestAt", i.last_hello_at as "lastHelloAt",
      coalesce(i.max_seq, 0) as "maxSeq", coalesce(i.last_seq, 0) as "lastSeq",
      coalesce(i.held, '[]') as held
    from terminal t
    join store s on s.tenant_id = t.tenant_id and s.id = t.store_id
    left join terminal_incarnation i on i.tenant_id = t.tenant_id and i.terminal_id = t.id
    where t.tenant_id = ${tenantId}::uuid and t.state = 'live' and t.kind = 'device'
      and t.revoked_at is null
    order by s.name, t.name, t.id`;
  const byTerminal = Map.groupBy(rows, (row) => row.terminalId);
  const terminals = [...byTerminal.values()].map(ledgerOf);
  const known = terminals.map(completeTo).filter((moment) => moment !== null);
  return {
    through: known.length === terminals.length && known.length > 0 ? Math.min(...known) : null,
    pending: terminals.reduce((sum, terminal) => sum + terminal.pending, 0),
    pendingSum: terminals.reduce((sum, terminal) => sum + terminal.pendingSum, 0),
    terminals,
  };
}

function ledgerOf(lives: Row[]): TerminalLedger {
  const [{ terminalId, name, storeName }] = lives as [Row];
  const owing = lives.filter((life) => owes(life) > 0);
  const moments = (of: Row[], key: 'oldestAt' | 'lastHelloAt') =>
    of.flatMap((life) => life[key]?.getTime() ?? []);
  const oldest = moments(owing, 'oldestAt');
  const hellos = moments(lives, 'lastHelloAt');
  return {
    terminalId,
    name,
    storeName,
    pending: owing.reduce((sum, life) => sum + owes(life), 0),
    pendingSum: owing.reduce((sum, life) => sum + toNumber(life.pendingSum), 0),
    oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
    lastHelloAt: hellos.length > 0 ? Math.max(...hellos) : null,
    held: lives.reduce((sum, life) => sum + life.lastSeq, 0),
  };
}

const owes = ({ pending, held, maxSeq }: Row) => stillOwed({ pendingCount: pending, held, maxSeq });

const completeTo = (terminal: TerminalLedger) =>
  terminal.pending > 0 ? terminal.oldestAt : terminal.lastHelloAt;
