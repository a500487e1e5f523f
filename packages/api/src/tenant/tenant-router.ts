import {
  addTenderType,
  changeSettings,
  changeTenderType,
  closeTenant,
  createTenant,
  listAudit,
  listSampleGoods,
  listTenderTypes,
  readSampleState,
  readSettings,
  removeSampleGoods,
  reopenTenant,
  restoreSampleGoods,
  sampleCounts,
  TRADES,
} from '@oson/operations';
import { z } from 'zod';
import { idPageInput, thousandths, tiyin } from '../trpc/page-input.ts';
import {
  managerProcedure,
  ownerProcedure,
  publicProcedure,
  refuse,
  router,
  userProcedure,
} from '../trpc/trpc.ts';

const name = z.string().trim().min(2).max(80);
const settings = z.strictObject({
  name: name.optional(),
  locale: z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']).optional(),
  city: z.string().trim().max(60).optional(),
  usdRate: tiyin.nullable().optional(),
  lowStockThreshold: thousandths.min(0).optional(),
  receiptHeader: z.string().max(200).optional(),
  receiptFooter: z.string().max(200).optional(),
  taxIncluded: z.boolean().optional(),
  taxRateBp: z.int().min(0).max(10_000).optional(),
});
const tenderKind = z.enum(['cash', 'card', 'transfer', 'payme', 'click', 'uzum', 'debt', 'credit']);
const tenderName = z.string().trim().min(1).max(30);

export const tenantRouter = router({
  /** What a till of a trade opens with; shown before anybody has signed up. */
  sampleGoods: publicProcedure
    .input(z.strictObject({ trade: z.enum(TRADES) }))
    .query(({ input }) => listSampleGoods(input.trade)),
  sampleCounts: publicProcedure.query(() => sampleCounts()),
  /** Page 2 of the sign-up: the chain with its sample goods, and a code for this browser's POS. */
  create: userProcedure
    .input(
      z.strictObject({
        name,
        trade: z.enum(TRADES),
        city: z.string().trim().min(1).max(60),
        locale: z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']),
        ownerName: z.string().trim().min(1).max(80),
        terminalName: z.string().trim().min(1).max(40),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { accounts } = ctx.ports;
      if (!accounts || ctx.user.isSupport) throw refuse('NOT_ALLOWED');
      const { ownerName, terminalName, ...chain } = input;
      const owner = { userId: ctx.user.userId, name: ownerName };
      const { tenantId, filled } = await accounts.foundChain(ctx.user, input.name, (tenantId) =>
        ctx.db.inTenant(tenantId, (tx) => createTenant(tx, { ...chain, owner })),
      );
      const { storeId } = filled;
      const { code } = await accounts.practiceLink({ tenantId, storeId, terminalName });
      return { tenantId, storeId, practiceCode: code, posOrigin: accounts.posOrigin };
    }),

  settings: managerProcedure.query(({ ctx }) => ctx.inTenant(readSettings)),
  changeSettings: ownerProcedure
    .input(z.strictObject({ version: z.int(), change: settings }))
    .mutation(async ({ ctx, input }) => {
      const byUser = ctx.user.userId;
      const after = await ctx.inTenant((tx) => changeSettings(tx, { ...input, byUser }));
      // Invitations and the list of chains show the account's name of the chain.
      if (input.change.name) {
        await ctx.ports.accounts?.renameChain(ctx.office.tenantId, after.name);
      }
      return after;
    }),

  close: ownerProcedure.input(z.strictObject({ confirm: z.literal(true) })).mutation(({ ctx }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return ctx.inTenant((tx) => closeTenant(tx, who));
  }),
  reopen: ownerProcedure.meta({ rule: 'owner', suspendedToo: true }).mutation(({ ctx }) => {
    const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
    return ctx.inTenant((tx) => reopenTenant(tx, who));
  }),

  tenderTypes: managerProcedure.query(({ ctx }) => ctx.inTenant(listTenderTypes)),
  addTenderType: ownerProcedure
    .input(z.strictObject({ name: tenderName, kind: tenderKind }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => addTenderType(tx, { ...input, byUser: ctx.user.userId })),
    ),
  changeTenderType: ownerProcedure
    .input(
      z.strictObject({
        id: z.uuid(),
        version: z.int(),
        name: tenderName.optional(),
        active: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => changeTenderType(tx, { ...input, byUser: ctx.user.userId })),
    ),

  sampleState: managerProcedure.query(({ ctx }) =>
    ctx.inTenant((tx) => readSampleState(tx, ctx.ports.now())),
  ),
  removeSample: managerProcedure.mutation(({ ctx }) =>
    ctx.inTenant((tx) => removeSampleGoods(tx, { userId: ctx.user.userId })),
  ),
  restoreSample: managerProcedure.mutation(({ ctx }) =>
    ctx.inTenant((tx) => restoreSampleGoods(tx, { userId: ctx.user.userId })),
  ),

  audit: ownerProcedure
    .input(
      z.strictObject({
        ...idPageInput,
        actorKind: z.enum(['user', 'support', 'terminal', 'system']).optional(),
      }),
    )
    .query(({ ctx, input }) => ctx.inTenant((tx) => listAudit(tx, input))),
});
