import { beginEnrolment, finishEnrolment, lookAtLink, pollEnrolment, redeemLink } from '@oson/auth';
import {
  enrolBeginRequestSchema,
  enrolFinishRequestSchema,
  enrolLookRequestSchema,
  enrolPollRequestSchema,
  enrolRedeemRequestSchema,
} from '@oson/contract/schema';
import { publicProcedure, router } from '../trpc/trpc.ts';

/** How a device becomes a terminal. All are mutations: a code has no place in an address. */
export const enrolRouter = router({
  begin: publicProcedure
    .input(enrolBeginRequestSchema)
    .mutation(({ ctx, input }) => beginEnrolment(ctx.ports.enrolment, input, ctx.ip)),
  poll: publicProcedure
    .input(enrolPollRequestSchema)
    .mutation(({ ctx, input }) => pollEnrolment(ctx.ports.enrolment, input)),
  finish: publicProcedure
    .input(enrolFinishRequestSchema)
    .mutation(({ ctx, input }) => finishEnrolment(ctx.ports.enrolment, input)),
  look: publicProcedure
    .input(enrolLookRequestSchema)
    .mutation(({ ctx, input }) => lookAtLink(ctx.ports.enrolment, input, ctx.ip)),
  redeem: publicProcedure
    .input(enrolRedeemRequestSchema)
    .mutation(({ ctx, input }) => redeemLink(ctx.ports.enrolment, input, ctx.ip)),
});
