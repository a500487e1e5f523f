import type { ReportRequest } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import type { Sender } from './stored-operation.ts';

type Told = { kind: string; atMs: number; details: Record<string, string | number | null> };

/** Keeps what a terminal tells of its own storage. Changes no row of business. */
export async function takeReport(
  tx: TenantTx,
  sender: Sender,
  report: ReportRequest,
  nowMs: number,
): Promise<void> {
  const told: Told[] = [
    ...report.losses.map(({ incarnation, fromSeq, toSeq, cause }) => ({
      kind: 'loss',
      atMs: nowMs,
      details: { incarnation, fromSeq, toSeq, cause },
    })),
    ...report.forks.map(({ incarnation, seq }) => ({
      kind: 'fork',
      atMs: nowMs,
      details: { incarnation, seq },
    })),
    ...report.errors.map(({ at, code, message }) => ({
      kind: 'error',
      // A device's clock may say anything; the log is sorted by ours.
      atMs: Math.min(at, nowMs),
      details: { code, message },
    })),
  ];
  if (told.length === 0) return;
  await tx.deviceActivity.createMany({
    data: told.map(({ kind, atMs, details }) => ({
      tenantId: tx.tenantId,
      id: uuidv7Now(),
      terminalId: sender.terminalId,
      storeId: sender.storeId,
      kind,
      at: new Date(atMs),
      details,
    })),
  });
  const last = report.errors.at(-1);
  if (!last) return;
  await tx.terminalIncarnation.updateMany({
    where: { id: report.incarnation, terminalId: sender.terminalId },
    data: { lastError: `${last.code}: ${last.message}`.slice(0, 500) },
  });
}
