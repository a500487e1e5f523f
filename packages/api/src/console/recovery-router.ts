import { isSignedBy, openExport } from '@oson/auth';
import {
  bindOwner,
  confirmForTenant,
  importBundle,
  listQuarantinedOf,
  proposeRepair,
  readQuarantined,
  readTerminalLedger,
} from '@oson/operations';
import { EXPORT_FILE_BYTES_MAX } from '@oson/contract';
import { z } from 'zod';
import { idPageInput } from '../trpc/page-input.ts';
import { consoleProcedure } from '../trpc/trpc.ts';

const tenantId = z.uuid();
const id = z.uuid();
const reason = z.string().trim().min(10).max(300);
/** An operation is at most 128 KiB, and so is what stands in its place. */
const BODY_LENGTH_MAX = 128 * 1024;
const bundle = z
  .string()
  .max(Math.ceil((EXPORT_FILE_BYTES_MAX * 4) / 3) + 4)
  .regex(/^[A-Za-z0-9_-]+$/);

/** What support does to bring back what a chain has lost; part of the console's router. */
export const recoveryProcedures = {
  ledger: consoleProcedure
    .input(z.strictObject({ tenantId, terminalId: id, reason }))
    .query(({ ctx, input }) => {
      const { userId } = ctx.user;
      const read = { userId, ...input, action: 'support.ledger-read' };
      return ctx.db.asSupport(read, (tx) =>
        readTerminalLedger(tx, input.tenantId, input.terminalId),
      );
    }),
  quarantined: consoleProcedure
    .input(z.strictObject({ ...idPageInput, tenantId, reason }))
    .query(({ ctx, input }) => {
      const read = {
        userId: ctx.user.userId,
        tenantId: input.tenantId,
        reason: input.reason,
        action: 'support.quarantine-read',
      };
      return ctx.db.asSupport(read, (tx) => listQuarantinedOf(tx, input.tenantId, input));
    }),
  quarantinedOne: consoleProcedure
    .input(z.strictObject({ tenantId, opId: id, reason }))
    .query(({ ctx, input }) => {
      const read = { userId: ctx.user.userId, ...input, action: 'support.quarantine-read' };
      return ctx.db.asSupport(read, (tx) => readQuarantined(tx, input.tenantId, input.opId));
    }),
  /** Proposes a body; the chain's owner decides. */
  proposeRepair: consoleProcedure
    .input(z.strictObject({ tenantId, opId: id, after: z.string().max(BODY_LENGTH_MAX), reason }))
    .mutation(({ ctx, input }) =>
      proposeRepair(ctx.db, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
    ),
  /** An export file that somebody has sent to support. */
  importBundle: consoleProcedure
    .input(z.strictObject({ tenantId, bundle, reason }))
    .mutation(async ({ ctx, input }) => {
      const plain = openExport(ctx.ports.enrolment.recovery, input.bundle);
      const read = {
        userId: ctx.user.userId,
        tenantId: input.tenantId,
        reason: input.reason,
        action: 'support.imported',
      };
      // The row in the chain's log stands before anything comes in.
      await ctx.db.asSupport(read, async () => undefined);
      const ports = { isSignedBy, nowMs: ctx.ports.now() };
      const outcome = await importBundle(ctx.db, input.tenantId, plain, ports);
      ctx.ports.nudgeJobs();
      return outcome;
    }),
  confirmTerminal: consoleProcedure
    .input(z.strictObject({ tenantId, terminalId: id, reason }))
    .mutation(({ ctx, input }) =>
      confirmForTenant(ctx.db, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
    ),
  /** Gives a chain that was made again from a certificate its owner. */
  bindOwner: consoleProcedure
    .input(z.strictObject({ tenantId, identifier: z.string().trim().min(5).max(120), reason }))
    .mutation(({ ctx, input }) => bindOwner(ctx.db, { ...input, userId: ctx.user.userId })),
};
