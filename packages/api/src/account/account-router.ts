import { maskEmail, welcomeManager, writeAudit } from '@oson/operations';
import { z } from 'zod';
import { ownerProcedure, publicProcedure, refuse, router, userProcedure } from '../trpc/trpc.ts';
import type { ApiContext } from '../trpc/context.ts';

const locale = z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']);
const address = z.string().trim().max(254);
const code = z.string().trim().min(6).max(8);
const name = z.string().trim().min(1).max(80);

/** Accounts live behind the web app's cookie only; the worker has none. */
function accountsOf(ctx: ApiContext) {
  if (!ctx.ports.accounts) throw refuse('NOT_SIGNED_IN');
  return ctx.ports.accounts;
}
const callerOf = (ctx: { user: { userId: string; sessionId: string } }) => ({
  userId: ctx.user.userId,
  sessionId: ctx.user.sessionId,
});

export const accountRouter = router({
  /** Who is signed in and where; null when nobody is. */
  me: publicProcedure.query(async ({ ctx }) => {
    const { user } = ctx;
    if (!user) return null;
    const accounts = accountsOf(ctx);
    const [own, chains] = await Promise.all([
      accounts.own(user.userId),
      accounts.chains(user.userId),
    ]);
    const { isSupport, secondFactor, userId } = user;
    return { userId, own, chains, office: ctx.office, isSupport, secondFactor };
  }),
  rename: userProcedure
    .input(z.strictObject({ name }))
    .mutation(({ ctx, input }) => accountsOf(ctx).rename(ctx.user.userId, input.name)),
  setLocale: userProcedure
    .input(z.strictObject({ locale }))
    .mutation(({ ctx, input }) => accountsOf(ctx).setLocale(ctx.user.userId, input.locale)),
  sendProof: userProcedure.mutation(({ ctx }) => accountsOf(ctx).sendProof(ctx.user.userId)),
  prove: userProcedure
    .input(z.strictObject({ code }))
    .mutation(({ ctx, input }) => accountsOf(ctx).prove(ctx.user.userId, input.code)),
  startAddressChange: userProcedure
    .input(z.strictObject({ address, password: z.string().max(128) }))
    .mutation(({ ctx, input }) => accountsOf(ctx).startAddressChange(ctx.user.userId, input)),
  finishAddressChange: userProcedure
    .input(z.strictObject({ channel: z.enum(['email', 'phone']), code }))
    .mutation(({ ctx, input }) => accountsOf(ctx).finishAddressChange(ctx.user.userId, input)),
  chooseChain: userProcedure
    .input(z.strictObject({ tenantId: z.uuid() }))
    .mutation(({ ctx, input }) => accountsOf(ctx).chooseChain(callerOf(ctx), input.tenantId)),

  lookAtInvitation: publicProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .query(({ ctx, input }) => accountsOf(ctx).lookAtInvitation(input.id)),
  acceptInvitation: userProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const joined = await accountsOf(ctx).acceptInvitation(input.id);
      const { name } = ctx.user;
      await ctx.db.inTenant(joined.tenantId, (tx) =>
        welcomeManager(tx, { userId: joined.userId, name }),
      );
    }),

  members: ownerProcedure.query(({ ctx }) => accountsOf(ctx).members(ctx.office.tenantId)),
  removeMember: ownerProcedure
    .input(z.strictObject({ userId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await accountsOf(ctx).removeMember(ctx.office.tenantId, input.userId);
      const actor = { actorKind: 'user' as const, actorId: ctx.user.userId };
      await ctx.inTenant((tx) =>
        writeAudit(tx, { ...actor, action: 'member.removed', subject: input.userId }),
      );
    }),
  invitations: ownerProcedure.query(({ ctx }) => accountsOf(ctx).invitations(ctx.office.tenantId)),
  invite: ownerProcedure
    .input(z.strictObject({ email: z.email().max(254) }))
    .mutation(async ({ ctx, input }) => {
      const { tenantId } = ctx.office;
      await accountsOf(ctx).invite({ userId: ctx.user.userId, tenantId }, input.email);
      const actor = { actorKind: 'user' as const, actorId: ctx.user.userId };
      // The log is never changed again and support reads it: the address itself does not enter it.
      const subject = maskEmail(input.email);
      await ctx.inTenant((tx) => writeAudit(tx, { ...actor, action: 'member.invited', subject }));
    }),
  cancelInvitation: ownerProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => accountsOf(ctx).cancelInvitation(ctx.office.tenantId, input.id)),
});
