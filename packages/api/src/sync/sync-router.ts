import { cursorProof } from '@oson/auth';
import { OPERATION_TYPES, OPS_PER_PUSH_MAX, PUSH_BYTES_MAX } from '@oson/contract';
import {
  goLiveRequestSchema,
  helloRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
  reportRequestSchema,
} from '@oson/contract/schema';
import { applyPush, goLive, hello, pull, takeReport } from '@oson/operations';
import { metrics } from '@oson/telemetry';
import { refuse, router, terminalProcedure } from '../trpc/trpc.ts';
import { TokenBuckets } from './token-buckets.ts';

/** By terminal (S37): one that floods gets 429, its neighbours notice nothing. */
const limits = {
  hello: new TokenBuckets({ perSecond: 2, burst: 20 }),
  push: new TokenBuckets({ perSecond: 10, burst: 60 }),
  pull: new TokenBuckets({ perSecond: 5, burst: 60 }),
  report: new TokenBuckets({ perSecond: 1, burst: 10 }),
};

const limited = (door: keyof typeof limits, revokedToo: boolean) =>
  terminalProcedure.meta({ rule: 'terminal', revokedToo }).use(({ ctx, next }) => {
    const waitMs = limits[door].take(ctx.terminal.terminalId, ctx.ports.now());
    if (waitMs > 0) throw refuse('TOO_MANY_REQUESTS', { retryAfterMs: waitMs });
    return next({ ctx: { nonce: ctx.ports.nextNonce(ctx.terminal.incarnation) } });
  });

export const syncRouter = router({
  hello: limited('hello', true)
    .input(helloRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const ports = { nowMs: ctx.ports.now(), restoreWindowDays: ctx.ports.restoreWindowDays };
      const answer = await ctx.inTenant((tx) => hello(tx, ctx.terminal, input, ports));
      return { ...answer, nonce: ctx.nonce };
    }),

  push: limited('push', true)
    .input(pushRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const { incarnation, ops } = input;
      // One alone may be larger than a batch: the body's own limit is the door's (1 MiB).
      if (ops.length > 1 && Buffer.byteLength(JSON.stringify(ops)) > PUSH_BYTES_MAX) {
        throw refuse('FILE_TOO_LARGE', { opsMax: OPS_PER_PUSH_MAX, bytesMax: PUSH_BYTES_MAX });
      }
      const offered = ops.map((op) => ({ opId: op.opId, raw: op }));
      const push = { incarnation, ops: offered };
      const answer = await applyPush(ctx.db, ctx.terminal, push, ctx.ports.now());
      count(ops, answer.results);
      ctx.ports.nudgeJobs();
      return { ...answer, nonce: ctx.nonce };
    }),

  pull: limited('pull', false)
    .input(pullRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const proof = cursorProof(ctx.ports.enrolment.keys.cursor);
      const ports = { proof, nowMs: ctx.ports.now() };
      const answer = await ctx.inTenant((tx) => pull(tx, ctx.terminal, input, ports));
      for (const { kind } of answer.rows) metrics.pullRows.inc({ kind });
      return { ...answer, nonce: ctx.nonce };
    }),

  report: limited('report', true)
    .input(reportRequestSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.inTenant((tx) => takeReport(tx, ctx.terminal, input, ctx.ports.now()));
      return { nonce: ctx.nonce };
    }),

  goLive: limited('report', false)
    .input(goLiveRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const { staffId } = await goLive(ctx.db, ctx.terminal, input);
      return { terminalState: 'live' as const, staffId, nonce: ctx.nonce };
    }),
});

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(OPERATION_TYPES);

function count(ops: readonly object[], results: readonly { r: string }[]): void {
  for (const [index, { r }] of results.entries()) {
    const { type } = ops[index] as { type?: unknown };
    const label = KNOWN_TYPES.has(type) ? (type as string) : 'unknown';
    metrics.syncOperations.inc({ type: label, result: r });
  }
}
