import { type TenantTx, uuidv7Now } from '@oson/db';

/**
 * `fork`: another operation at a number that is held. `loss`: operations may never come. `storage`: a
 * device's storage failed. `bad_cursor`: a feed position that this server never gave. `restore`: the
 * server went back. `checker`: the books do not add up.
 */
export type IncidentKind =
  | 'fork'
  | 'loss'
  | 'storage'
  | 'bad_cursor'
  | 'restore'
  | 'id_reused'
  | 'checker';

export type Incident = {
  kind: IncidentKind;
  /** null: of the chain as a whole. */
  terminalId: string | null;
  incarnation: string | null;
  cause: string;
  fromSeq?: number | null;
  /** null: nobody knows how many there were. */
  toSeq?: number | null;
  /** What the terminal said to be unsent at its last hello. */
  pending?: { count: number; sum: number } | null;
  details?: Record<string, string | number | boolean | null>;
  atMs: number;
};

/** Writes an incident, once while it is open. Returns whether it is new. */
export async function openIncident(tx: TenantTx, incident: Incident): Promise<boolean> {
  const { kind, terminalId, incarnation, cause, pending } = incident;
  const written = await tx.$executeRaw`
    insert into terminal_incident (tenant_id, id, terminal_id, incarnation_id, kind, from_seq,
      to_seq, pending_count, pending_sum, cause, details, at)
    values (${tx.tenantId}::uuid, ${uuidv7Now()}::uuid, ${terminalId}::uuid, ${incarnation}::uuid,
      ${kind}, ${incident.fromSeq ?? null}::int, ${incident.toSeq ?? null}::int,
      ${pending?.count ?? null}::int, ${pending ? BigInt(pending.sum) : null}::bigint, ${cause},
      ${JSON.stringify(incident.details ?? {})}::jsonb, ${new Date(incident.atMs)}::timestamptz)
    on conflict do nothing`;
  return written > 0;
}

/** Ends open losses of an incarnation that a later fact has answered; with `causes`, only those. */
export async function closeLosses(
  tx: TenantTx,
  incarnation: string,
  { resolution, causes, nowMs }: { resolution: string; causes?: readonly string[]; nowMs: number },
): Promise<void> {
  await tx.$executeRaw`
    update terminal_incident set closed_at = ${new Date(nowMs)}::timestamptz,
      resolution = ${resolution}
    where tenant_id = ${tx.tenantId}::uuid and incarnation_id = ${incarnation}::uuid
      and kind = 'loss' and closed_at is null
      and (${causes ?? null}::text[] is null or cause = any(${causes ?? null}::text[]))`;
}

/** Ends incidents of the outside checker whose invariant adds up again. */
export async function settleChecker(
  tx: TenantTx,
  broken: readonly string[],
  nowMs: number,
): Promise<void> {
  await tx.$executeRaw`
    update terminal_incident set closed_at = ${new Date(nowMs)}::timestamptz,
      resolution = 'adds-up'
    where tenant_id = ${tx.tenantId}::uuid and kind = 'checker' and closed_at is null
      and not cause = any(${[...broken]}::text[])`;
}
