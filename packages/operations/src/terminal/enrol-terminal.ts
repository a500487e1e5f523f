import { randomBytes } from 'node:crypto';
import type { Certificate } from '@oson/contract';
import { type TenantTx, uuidv7Now, withChange } from '@oson/db';
import { drawTerminalCode } from '@oson/domain';
import { writeAudit } from '../audit/index.ts';
import { findLosses } from '../ledger/find-losses.ts';
import { checkTerminalPlace } from './terminal-place.ts';

export type Enrolment = {
  /** Id of the new incarnation; the same id again finds what was made and makes nothing. */
  incarnation: string;
  publicKey: string;
  storeId: string;
  name: string;
  /** A terminal that is enrolled again after its journal was lost. */
  terminalId: string | null;
  practice: boolean;
};
export type Enrolled = {
  terminalId: string;
  practice: boolean;
  certificateFields: Pick<
    Certificate,
    'chainName' | 'storeName' | 'storeCode' | 'terminalName' | 'terminalCode' | 'issuedAt'
  >;
};

const TRIES_PER_LENGTH = 12;

/**
 * Makes a terminal with its first incarnation, or a new incarnation of a terminal: new key, new code,
 * never one that the store has had before.
 */
export async function enrolTerminal(tx: TenantTx, enrolment: Enrolment): Promise<Enrolled> {
  const { storeId, incarnation } = enrolment;
  // Enrolments of a store follow one another: no code is drawn twice.
  await tx.$queryRaw`select id from store
    where tenant_id = ${tx.tenantId}::uuid and id = ${storeId}::uuid for update`;
  const made = await readEnrolled(tx, incarnation);
  if (made) return made;
  await checkTerminalPlace(tx, { storeId, terminalId: enrolment.terminalId });
  const terminalId = enrolment.terminalId ?? (await makeTerminal(tx, enrolment));
  const ended = await endOthers(tx, terminalId);
  const code = await drawUnusedCode(tx, storeId);
  await tx.terminalIncarnation.create({
    data: {
      tenantId: tx.tenantId,
      id: incarnation,
      terminalId,
      storeId,
      code,
      publicKey: enrolment.publicKey,
    },
  });
  if (ended.length > 0) await findLosses(tx, Date.now(), terminalId);
  await writeAudit(tx, {
    actorKind: 'terminal',
    actorId: terminalId,
    action: enrolment.terminalId ? 'terminal.enrolled-again' : 'terminal.enrolled',
    subject: enrolment.name,
    details: { code },
  });
  await withChange(
    tx,
    [incarnation, ...ended].map((id) => ({ kind: 'terminal', id })),
  );
  return (await readEnrolled(tx, incarnation)) as Enrolled;
}

async function makeTerminal(tx: TenantTx, enrolment: Enrolment): Promise<string> {
  const id = uuidv7Now();
  const { storeId, name, practice } = enrolment;
  const state = practice ? 'practice' : 'live';
  await tx.terminal.create({ data: { tenantId: tx.tenantId, id, storeId, name, state } });
  return id;
}

/** Ends the terminal's other lives; what they owe may be lost. */
export async function endOthers(tx: TenantTx, terminalId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update terminal_incarnation set ended_at = now()
    where tenant_id = ${tx.tenantId}::uuid and terminal_id = ${terminalId}::uuid
      and ended_at is null
    returning id`;
  return rows.map(({ id }) => id);
}

/** Two signs while there is room, then three and four: codes are read aloud and typed. */
export async function drawUnusedCode(tx: TenantTx, storeId: string): Promise<string> {
  const rows = await tx.terminalIncarnation.findMany({
    where: { storeId },
    select: { code: true },
  });
  const used = new Set(rows.map(({ code }) => code));
  for (const length of [2, 3, 4]) {
    for (let attempt = 0; attempt < TRIES_PER_LENGTH; attempt++) {
      const code = drawTerminalCode(randomBytes(length));
      if (!used.has(code)) return code;
    }
  }
  throw new Error('a store has run out of terminal codes');
}

/** What a certificate says of an incarnation; null when there is none such. */
export async function readEnrolled(tx: TenantTx, incarnation: string): Promise<Enrolled | null> {
  const [row] = await tx.$queryRaw<
    (Enrolled['certificateFields'] & { terminalId: string; state: string; createdAt: Date })[]
  >`
    select g.name as "chainName", s.name as "storeName", s.code as "storeCode",
      t.name as "terminalName", i.code as "terminalCode", i.created_at as "createdAt",
      t.id as "terminalId", t.state
    from terminal_incarnation i
    join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    join store s on s.tenant_id = i.tenant_id and s.id = i.store_id
    join tenant_settings g on g.tenant_id = i.tenant_id
    where i.tenant_id = ${tx.tenantId}::uuid and i.id = ${incarnation}::uuid`;
  if (!row) return null;
  const { terminalId, state, createdAt, ...fields } = row;
  const certificateFields = { ...fields, issuedAt: createdAt.getTime() };
  return { terminalId, practice: state === 'practice', certificateFields };
}
