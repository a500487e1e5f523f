import { changeCustomer, customerDetail, eraseCustomer, listCustomers } from '@oson/operations';
import { z } from 'zod';
import { pageInput, tiyin } from '../trpc/page-input.ts';
import { managerProcedure, ownerProcedure, router } from '../trpc/trpc.ts';

export const customerRouter = router({
  list: managerProcedure
    .input(z.strictObject({ ...pageInput, withDebtOnly: z.boolean().optional() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listCustomers(tx, input))),
  detail: managerProcedure
    .input(z.strictObject({ customerId: z.uuid() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => customerDetail(tx, input.customerId))),
  change: managerProcedure
    .input(
      z.strictObject({
        customerId: z.uuid(),
        version: z.int(),
        name: z.string().trim().min(1).max(120),
        phone: z.string().max(30).nullable(),
        debtLimit: tiyin.nullable(),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => changeCustomer(tx, { ...input, userId: ctx.user.userId })),
    ),
  /** Takes name and phone out of everything, for good; debts and sales stay nameless. */
  erase: ownerProcedure
    .input(z.strictObject({ customerId: z.uuid() }))
    .mutation(({ ctx, input }) => {
      const who = { userId: ctx.user.userId, nowMs: ctx.ports.now() };
      const { outside } = ctx.ports.enrolment;
      return eraseCustomer(ctx.db, outside, ctx.office.tenantId, { ...input, ...who });
    }),
});
