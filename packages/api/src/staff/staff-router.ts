import {
  addStaff,
  archiveStaff,
  changeStaff,
  listStaff,
  newPin,
  setStaffPin,
} from '@oson/operations';
import { z } from 'zod';
import { idPageInput } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';

const person = {
  name: z.string().trim().min(1).max(80),
  role: z.enum(['owner', 'manager', 'cashier']),
  storeIds: z.array(z.uuid()).min(1).max(200),
};
const pin = z.string().max(8);
const byOf = (ctx: { user: { userId: string }; office: { role: 'owner' | 'manager' } }) => ({
  userId: ctx.user.userId,
  role: ctx.office.role,
});

export const staffRouter = router({
  list: managerProcedure
    .input(z.strictObject({ ...idPageInput, archived: z.boolean().optional() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listStaff(tx, input))),
  add: managerProcedure
    .input(z.strictObject({ ...person, pin: pin.optional() }))
    .mutation(async ({ ctx, input }) => {
      const chosen = input.pin === undefined ? undefined : await newPin(input.pin);
      return ctx.inTenant((tx) => addStaff(tx, { ...input, pin: chosen, by: byOf(ctx) }));
    }),
  change: managerProcedure
    .input(z.strictObject({ ...person, id: z.uuid(), version: z.int() }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => changeStaff(tx, { ...input, by: byOf(ctx) })),
    ),
  setPin: managerProcedure
    .input(z.strictObject({ id: z.uuid(), pin }))
    .mutation(async ({ ctx, input }) => {
      const chosen = await newPin(input.pin);
      await ctx.inTenant((tx) => setStaffPin(tx, { id: input.id, pin: chosen, by: byOf(ctx) }));
    }),
  archive: managerProcedure
    .input(z.strictObject({ id: z.uuid(), archived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => archiveStaff(tx, { ...input, by: byOf(ctx) })),
    ),
});
