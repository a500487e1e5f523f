import { cursorProof, isSignedBy, openExport, renewTerminal } from '@oson/auth';
import {
  OPERATION_TYPES,
  OPS_PER_PUSH_MAX,
  PUSH_BYTES_MAX,
  SINGLE_OP_BYTES_MAX,
} from '@oson/contract';
import {
  goLiveRequestSchema,
  helloRequestSchema,
  importRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
  renewRequestSchema,
  reportRequestSchema,
} from '@oson/contract/schema';
import { applyPush, goLive, hello, importBundle, isOver, pull, takeReport } from '@oson/operations';
import { metrics } from '@oson/telemetry';
import { refuse, router, terminalProcedure } from '../trpc/trpc.ts';
import { TokenBuckets } from './token-buckets.ts';

/** By terminal (S37): one that floods gets 429, its neighbours notice nothing. */
const limits = {
  hello: new TokenBuckets({ perSecond: 2, burst: 20 }),
  push: new TokenBuckets({ perSecond: 10, burst: 60 }),
  pull: new TokenBuckets({ perSecond: 5, burst: 60 }),
  report: new TokenBuckets({ perSecond: 1, burst: 10 }),
  import: new TokenBuckets({ perSecond: 0.1, burst: 5 }),
  /** What a revoked terminal still has comes in its own time, and keeps nobody else waiting. */
  revoked: new TokenBuckets({ perSecond: 1, burst: 10 }),
};

type Door = Exclude<keyof typeof limits, 'revoked'>;
type Also = { keptOutToo?: boolean; closedToo?: boolean };

const limited = (door: Door, also: Also = {}) =>
  terminalProcedure.meta({ rule: 'terminal', ...also }).use(({ ctx, next }) => {
    const { terminal, ports } = ctx;
    // Its 90 days are over, or its chain's: nothing is taken any more (CASE5).
    const over = isOver(terminal, ports.now());
    if (over) throw refuse(over === 'revoked' ? 'TERMINAL_REVOKED' : 'TENANT_CLOSED');
    const bucket = terminal.state === 'revoked' ? limits.revoked : limits[door];
    const waitMs = bucket.take(terminal.terminalId, ports.now());
    if (waitMs > 0) throw refuse('TOO_MANY_REQUESTS', { retryAfterMs: waitMs });
    return next({ ctx: { nonce: ctx.ports.nextNonce(ctx.terminal.incarnation) } });
  });

export const syncRouter = router({
  hello: limited('hello', { keptOutToo: true, closedToo: true })
    .input(helloRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const { restoreWindowDays, enrolment } = ctx.ports;
      const proof = cursorProof(enrolment.keys.cursor);
      const ports = { nowMs: ctx.ports.now(), restoreWindowDays, proof };
      const answer = await ctx.inTenant((tx) => hello(tx, ctx.terminal, input, ports));
      return { ...answer, admit: ctx.ports.gate?.admit() ?? answer.admit, nonce: ctx.nonce };
    }),

  push: limited('push', { keptOutToo: true, closedToo: true })
    .input(pushRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const { incarnation, ops } = input;
      // One alone may be larger than a batch.
      const bytesMax = ops.length > 1 ? PUSH_BYTES_MAX : SINGLE_OP_BYTES_MAX;
      if (!isWithin(bytesMax, ops, ctx.bodyBytes)) {
        throw refuse('FILE_TOO_LARGE', { opsMax: OPS_PER_PUSH_MAX, bytesMax });
      }
      const offered = ops.map((op) => ({ opId: op.opId, raw: op }));
      const push = { incarnation, ops: offered };
      const { gate } = ctx.ports;
      const act = () => applyPush(ctx.db, ctx.terminal, push, ctx.ports.now());
      const answer = await (gate ? gate.run(ops.length, act) : act());
      count(ops, answer.results);
      ctx.ports.nudgeJobs();
      return { ...answer, admit: gate?.admit() ?? answer.admit, nonce: ctx.nonce };
    }),

  pull: limited('pull')
    .input(pullRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const proof = cursorProof(ctx.ports.enrolment.keys.cursor);
      const recoveryKey = ctx.ports.enrolment.recovery.publicKey;
      const { snapshots } = ctx.ports;
      const ports = { proof, nowMs: ctx.ports.now(), recoveryKey, snapshots };
      const answer = await ctx.inTenant((tx) => pull(tx, ctx.terminal, input, ports));
      for (const { kind } of answer.rows) metrics.pullRows.inc({ kind });
      return { ...answer, nonce: ctx.nonce };
    }),

  report: limited('report', { keptOutToo: true, closedToo: true })
    .input(reportRequestSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.inTenant((tx) => takeReport(tx, ctx.terminal, input, ctx.ports.now()));
      return { nonce: ctx.nonce };
    }),

  /** An export of any incarnation of the chain; who carries it proves nothing. */
  import: limited('import', { closedToo: true })
    .input(importRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const plain = openExport(ctx.ports.enrolment.recovery, input.bundle);
      const ports = { isSignedBy, nowMs: ctx.ports.now() };
      const outcome = await importBundle(ctx.db, ctx.terminal.tenantId, plain, ports);
      ctx.ports.nudgeJobs();
      return { ...outcome, nonce: ctx.nonce };
    }),

  /** A new life for a terminal that has forked; it may have sold on meanwhile. */
  renew: limited('report')
    .input(renewRequestSchema)
    .mutation(({ ctx, input }) => renewTerminal(ctx.ports.enrolment, ctx.terminal, input)),

  goLive: limited('report')
    .input(goLiveRequestSchema)
    .mutation(async ({ ctx, input }) => {
      const { staffId } = await goLive(ctx.db, ctx.terminal, input);
      return { terminalState: 'live' as const, staffId, nonce: ctx.nonce };
    }),
});

/** The operations are a part of the body: only when that is larger are they measured themselves. */
function isWithin(bytesMax: number, ops: readonly object[], bodyBytes = Number.MAX_VALUE): boolean {
  return bodyBytes <= bytesMax || Buffer.byteLength(JSON.stringify(ops)) <= bytesMax;
}

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(OPERATION_TYPES);

function count(ops: readonly object[], results: readonly { r: string }[]): void {
  for (const [index, { r }] of results.entries()) {
    const { type } = ops[index] as { type?: unknown };
    const label = KNOWN_TYPES.has(type) ? (type as string) : 'unknown';
    metrics.syncOperations.inc({ type: label, result: r });
  }
}
