import {
  type HelloAnswer,
  type HelloRequest,
  OsonError,
  type PendingFigures,
  SAID_MARKS_MAX,
  type SaidMark,
  type SeqRange,
} from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import { SILENCE } from '../ledger/find-losses.ts';
import { closeLosses, openIncident } from '../ledger/open-incident.ts';
import { checkCursor } from '../recovery/check-cursor.ts';
import { ADMIT } from './admit.ts';
import type { CursorProof } from './feed-cursor.ts';
import { closedTimes } from './hold-back.ts';
import type { Sender } from './stored-operation.ts';

const DAY_MS = 86_400_000;
/** The oldest version of the POS that may still speak; nothing is refused to an older one. */
const MIN_APP = '0.0.0';

export type HelloPorts = { nowMs: number; restoreWindowDays: number; proof: CursorProof };
type Answer = Omit<HelloAnswer, 'nonce'>;

/**
 * Answers what the server really holds of an incarnation, and keeps what the terminal tells of
 * itself: the owner sees what is unsent before the rows come. Finds by the cursor that the server
 * went back (RESTORE5). TERMINAL_UNKNOWN when the incarnation is not one of the sender's.
 */
export async function hello(
  tx: TenantTx,
  sender: Sender,
  request: HelloRequest,
  { nowMs, restoreWindowDays, proof }: HelloPorts,
): Promise<Answer> {
  const { incarnation } = request;
  const life = await keepFigures(tx, sender, { ...request, nowMs });
  if (!life) throw new OsonError('TERMINAL_UNKNOWN');
  const said = await keepSaid(tx, request, nowMs);
  if (life.forked) await tellFork(tx, sender, incarnation, nowMs);
  const earlierHeld: NonNullable<Answer['earlierHeld']> = [];
  for (const earlier of request.earlier ?? []) {
    const known = await keepFigures(tx, sender, { ...earlier, nowMs });
    if (known) earlierHeld.push({ incarnation: earlier.incarnation, held: known.held });
  }
  const chain = await readChain(tx, sender);
  const from = { terminalId: sender.terminalId, incarnation, proof, nowMs };
  const { epoch } = await checkCursor(tx, request.cursor, chain.head, from);
  return {
    epoch,
    serverTime: nowMs,
    held: life.held,
    head: chain.head.n,
    stableThrough: nowMs - restoreWindowDays * DAY_MS,
    minApp: MIN_APP,
    admit: ADMIT,
    terminalState: sender.state,
    tenantStatus: chain.status,
    forked: life.forked,
    gzip: true,
    ...askedMarks(said),
    ...(earlierHeld.length > 0 && { earlierHeld }),
    ...(chain.isUnconfirmed && { recovered: chain.isRecovered ? 'tenant' : 'terminal' }),
    ...(chain.closedAt && { closed: closedTimes(chain.closedAt.getTime()) }),
  };
}

/**
 * Keeps version, storage and where the journal ends; answers all that was said before and is not proven
 * by what is held. Each stays until then, so that a profile which went back is told until it has heard it.
 */
async function keepSaid(tx: TenantTx, request: HelloRequest, nowMs: number): Promise<SaidMark[]> {
  const { incarnation, maxSeq, lastHash } = request;
  const mark = JSON.stringify(lastHash === undefined ? [] : [{ seq: maxSeq, hash: lastHash }]);
  const [row] = await tx.$queryRaw<{ open: SaidMark[] }[]>`
    with open as (
      select coalesce(jsonb_agg(m.mark order by m.at), '[]') as marks
      from terminal_incarnation i
      cross join jsonb_array_elements(i.said) with ordinality as m(mark, at)
      where i.tenant_id = ${tx.tenantId}::uuid and i.id = ${incarnation}::uuid
        and not exists (select from op_log o where o.tenant_id = i.tenant_id
          and o.incarnation_id = i.id and o.seq = (m.mark ->> 'seq')::int
          and o.hash = m.mark ->> 'hash')
    )
    update terminal_incarnation i set last_hello_at = ${new Date(nowMs)},
      app_version = ${request.app}, pulled_n = ${BigInt(request.cursor?.n ?? 0)},
      storage = ${JSON.stringify(request.storage)}::jsonb,
      said = case when open.marks @> ${mark}::jsonb then open.marks
        else (open.marks - ${SAID_MARKS_MAX - 1}::int) || ${mark}::jsonb end
    from open
    where i.tenant_id = ${tx.tenantId}::uuid and i.id = ${incarnation}::uuid
    returning open.marks as open`;
  return row?.open ?? [];
}

/** An older till reads one mark: the farthest says most. */
function askedMarks(said: readonly SaidMark[]): Pick<Answer, 'said' | 'lastSaid'> {
  const [first, ...others] = said;
  if (!first) return {};
  return { said, lastSaid: others.reduce((far, mark) => (mark.seq > far.seq ? mark : far), first) };
}

type Told = { incarnation: string; maxSeq: number; pending: PendingFigures; nowMs: number };
type Life = { held: SeqRange[]; forked: boolean };

/** What a journal says to be unsent of one of the terminal's incarnations. null: it has none such. */
async function keepFigures(tx: TenantTx, sender: Sender, told: Told): Promise<Life | null> {
  const { incarnation, maxSeq, pending, nowMs } = told;
  const oldestAt = pending.oldestAt === null ? null : new Date(pending.oldestAt);
  const isEmpty = pending.count === 0;
  const [row] = await tx.$queryRaw<(Life & { losing: boolean })[]>`
    update terminal_incarnation i set max_seq = greatest(max_seq, ${maxSeq}::int),
      pending_count = ${pending.count}, pending_sum = ${BigInt(pending.sum)},
      pending_oldest_at = ${oldestAt},
      empty_seq = case when ${isEmpty} then greatest(empty_seq, ${maxSeq}::int) else empty_seq end
    where tenant_id = ${tx.tenantId}::uuid and id = ${incarnation}::uuid
      and terminal_id = ${sender.terminalId}::uuid
    returning held, forked, exists (select from terminal_incident k
      where k.tenant_id = i.tenant_id and k.incarnation_id = i.id and k.kind = 'loss'
        and k.closed_at is null) as losing`;
  if (!row) return null;
  if (row.losing) {
    const how = isEmpty ? { resolution: 'said-empty' } : { resolution: 'spoke', causes: [SILENCE] };
    await closeLosses(tx, incarnation, { ...how, nowMs });
  }
  const held = row.held.map(({ from, to, hash }) => ({ from, to, hash }));
  return { held, forked: row.forked };
}

function tellFork(tx: TenantTx, sender: Sender, incarnation: string, nowMs: number) {
  const { terminalId } = sender;
  return openIncident(tx, { kind: 'fork', terminalId, incarnation, cause: 'pushed', atMs: nowMs });
}

type ChainRow = {
  epoch: number | null;
  head: bigint | null;
  status: Answer['tenantStatus'];
  closedAt: Date | null;
  isRecovered: boolean;
  isUnconfirmed: boolean;
};

async function readChain(tx: TenantTx, sender: Sender) {
  const [row] = await tx.$queryRaw<ChainRow[]>`
    select s.epoch, s.n as head, g.status, g.closed_at as "closedAt",
      g.recovered_at is not null as "isRecovered",
      t.recovered_at is not null and t.confirmed_at is null as "isUnconfirmed"
    from tenant_settings g
    join terminal t on t.tenant_id = g.tenant_id and t.id = ${sender.terminalId}::uuid
    left join tenant_seq s on s.tenant_id = g.tenant_id
    where g.tenant_id = ${tx.tenantId}::uuid`;
  if (!row) throw new OsonError('TERMINAL_UNKNOWN');
  const { epoch, head, ...chain } = row;
  return { ...chain, head: { epoch: epoch ?? 1, n: toNumber(head ?? 0n) } };
}
