import {
  endSupportAccess,
  findSupportAccess,
  NO_REASON,
  openSupportAccess,
  readTenantHealth,
  readTenantView,
  revealContacts,
  searchTenants,
  setSuspended,
  VIEWS,
} from '@oson/operations';
import { z } from 'zod';
import { idPageInput } from '../trpc/page-input.ts';
import { consoleProcedure, refuse, router } from '../trpc/trpc.ts';
import { recoveryProcedures } from './recovery-router.ts';

const tenantId = z.uuid();
const reason = z.string().trim().min(10).max(300);
/** A row's id, or store and SKU of a stock row. */
const VIEW_CURSOR = /^[0-9a-f-]{36}(\/[0-9a-f-]{36})?$/;

export const consoleRouter = router({
  ...recoveryProcedures,
  tenants: consoleProcedure
    .input(
      z.strictObject({
        ...idPageInput,
        status: z.enum(['active', 'suspended', 'closed']).optional(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.db.asSupport(
        { userId: ctx.user.userId, reason: NO_REASON, action: 'support.tenants-listed' },
        (tx) => searchTenants(tx, input),
      ),
    ),
  health: consoleProcedure
    .input(z.strictObject({ tenantId }))
    .query(({ ctx, input }) =>
      ctx.db.asSupport(
        { ...input, userId: ctx.user.userId, reason: NO_REASON, action: 'support.health-read' },
        (tx) => readTenantHealth(tx, input.tenantId, ctx.ports.now()),
      ),
    ),

  access: consoleProcedure.input(z.strictObject({ tenantId })).query(({ ctx, input }) => {
    const caller = { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() };
    const { userId } = ctx.user;
    return ctx.db.asSupport({ userId, reason: NO_REASON, action: 'support.view-checked' }, (tx) =>
      findSupportAccess(tx, caller),
    );
  }),
  openAccess: consoleProcedure
    .input(z.strictObject({ tenantId, reason }))
    .mutation(({ ctx, input }) => openSupportAccess(ctx.db, { ...input, userId: ctx.user.userId })),
  endAccess: consoleProcedure
    .input(z.strictObject({ tenantId }))
    .mutation(({ ctx, input }) => endSupportAccess(ctx.db, { ...input, userId: ctx.user.userId })),
  /** One list of the tenant; only within an open view, whose reason goes into the tenant's log. */
  view: consoleProcedure
    .input(
      z.strictObject({
        tenantId,
        view: z.enum(VIEWS),
        cursor: z.string().regex(VIEW_CURSOR).optional(),
        limit: idPageInput.limit,
        direction: idPageInput.direction,
      }),
    )
    .query(async ({ ctx, input }) => {
      const caller = { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() };
      const { userId } = ctx.user;
      const open = await ctx.db.asSupport(
        { userId, reason: NO_REASON, action: 'support.view-checked' },
        (tx) => findSupportAccess(tx, caller),
      );
      if (!open) throw refuse('NOT_ALLOWED', { why: 'reason' });
      const action = `support.viewed-${input.view}`;
      return ctx.db.asSupport(
        { userId, tenantId: input.tenantId, reason: open.reason, action },
        (tx) => readTenantView(tx, input),
      );
    }),

  revealContacts: consoleProcedure
    .input(z.strictObject({ tenantId, reason }))
    .mutation(({ ctx, input }) => revealContacts(ctx.db, { ...input, userId: ctx.user.userId })),
  setSuspended: consoleProcedure
    .input(z.strictObject({ tenantId, suspended: z.boolean(), reason }))
    .mutation(({ ctx, input }) => setSuspended(ctx.db, { ...input, userId: ctx.user.userId })),
});
