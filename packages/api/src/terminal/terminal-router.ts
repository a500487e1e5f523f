import { claimEnrolment, issueEnrolmentLink } from '@oson/auth';
import {
  acceptHeldBack,
  applyRepair,
  closeIncident,
  confirmTerminal,
  createApiKey,
  listApiKeys,
  listQuarantined,
  listTerminals,
  readIncidents,
  readQuarantined,
  readTerminalLedger,
  receivedThrough,
  rejectQuarantined,
  rejectRepair,
  renameTerminal,
  revokeApiKey,
  revokeForGood,
} from '@oson/operations';
import { z } from 'zod';
import { idPageInput, pageInput } from '../trpc/page-input.ts';
import { managerProcedure, ownerProcedure, router } from '../trpc/trpc.ts';

const id = z.uuid();
const name = z.string().trim().min(1).max(60);
const code = z.string().trim().min(8).max(20);
const opIds = z.array(id).min(1).max(200);

/** Terminals, keys and what is kept back, for the office. */
export const terminalRouter = router({
  list: managerProcedure
    .input(z.strictObject({ ...pageInput, storeId: id.optional() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listTerminals(tx, input))),
  claim: managerProcedure
    .input(z.strictObject({ code, storeId: id, name, terminalId: id.optional() }))
    .mutation(({ ctx, input }) => {
      const who = { tenantId: ctx.office.tenantId, userId: ctx.user.userId };
      return claimEnrolment(ctx.ports.enrolment, { ...input, ...who });
    }),
  issueLink: managerProcedure
    .input(z.strictObject({ storeId: id, name, terminalId: id.optional() }))
    .mutation(({ ctx, input: { name: terminalName, ...place } }) => {
      const { tenantId } = ctx.office;
      const request = { tenantId, ...place, terminalName, purpose: 'link' as const };
      return issueEnrolmentLink(ctx.ports.enrolment, request);
    }),
  rename: managerProcedure
    .input(z.strictObject({ terminalId: id, name }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => renameTerminal(tx, { ...input, userId: ctx.user.userId })),
    ),
  revoke: managerProcedure
    .input(z.strictObject({ terminalId: id, reason: z.string().trim().max(200).optional() }))
    .mutation(({ ctx, input }) =>
      revokeForGood(ctx.db, ctx.ports.enrolment.outside, ctx.office.tenantId, {
        ...input,
        userId: ctx.user.userId,
        revokedAtMs: ctx.ports.now(),
      }),
    ),

  /** What was received of a terminal, what was not, and why. */
  ledger: managerProcedure
    .input(z.strictObject({ terminalId: id }))
    .query(({ ctx, input }) =>
      ctx.inTenant((tx) => readTerminalLedger(tx, tx.tenantId, input.terminalId)),
    ),
  /** How complete the chain's sales are, by what each terminal last said. */
  received: managerProcedure.query(({ ctx }) => ctx.inTenant(receivedThrough)),
  incidents: managerProcedure.query(({ ctx }) =>
    ctx.inTenant((tx) => readIncidents(tx, tx.tenantId, { openOnly: true, limit: 100 })),
  ),
  closeIncident: ownerProcedure
    .input(z.strictObject({ incidentId: id }))
    .mutation(({ ctx, input }) => {
      const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
      return ctx.inTenant((tx) => closeIncident(tx, { ...input, ...who }));
    }),
  /** A terminal that came back after a restore is the shop's own. */
  confirm: ownerProcedure.input(z.strictObject({ terminalId: id })).mutation(({ ctx, input }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return ctx.inTenant((tx) => confirmTerminal(tx, { ...input, ...who }));
  }),

  quarantined: managerProcedure
    .input(z.strictObject({ ...idPageInput, terminalId: id.optional() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listQuarantined(tx, input))),
  acceptHeldBack: ownerProcedure.input(z.strictObject({ opIds })).mutation(({ ctx, input }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return acceptHeldBack(ctx.db, ctx.office.tenantId, { ...input, ...who });
  }),
  rejectQuarantined: ownerProcedure.input(z.strictObject({ opIds })).mutation(({ ctx, input }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return ctx.inTenant((tx) => rejectQuarantined(tx, { ...input, ...who }));
  }),

  quarantinedOne: managerProcedure
    .input(z.strictObject({ opId: id }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => readQuarantined(tx, tx.tenantId, input.opId))),
  applyRepair: ownerProcedure.input(z.strictObject({ repairId: id })).mutation(({ ctx, input }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return ctx.inTenant((tx) => applyRepair(tx, { ...input, ...who }));
  }),
  rejectRepair: ownerProcedure
    .input(z.strictObject({ repairId: id }))
    .mutation(({ ctx, input }) => {
      const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
      return ctx.inTenant((tx) => rejectRepair(tx, { ...input, ...who }));
    }),

  listKeys: ownerProcedure.query(({ ctx }) => ctx.inTenant((tx) => listApiKeys(tx))),
  createKey: ownerProcedure
    .input(z.strictObject({ name, storeId: id }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => createApiKey(tx, { ...input, userId: ctx.user.userId })),
    ),
  revokeKey: ownerProcedure
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => revokeApiKey(tx, { ...input, userId: ctx.user.userId })),
    ),
});
