import { z } from 'zod';
import { OPS_PER_PUSH_MAX, PULL_ROWS_MAX } from '../limits.ts';
import type { Cursor } from '../messages/cursor.ts';
import type { HelloRequest } from '../messages/hello.ts';
import type { PullRequest } from '../messages/pull.ts';
import type { ReportRequest } from '../messages/report.ts';
import { amount, charge, digest, id, moment, smallInt, text } from './primitives.ts';

const RANGES_MAX = 1000;
const REPORT_ROWS_MAX = 200;

export const seqRangeSchema = z.looseObject({ from: smallInt, to: smallInt, hash: digest });

export const cursorSchema: z.ZodType<Cursor> = z.looseObject({
  epoch: smallInt,
  n: charge,
  check: z.string().max(200),
});

export const helloRequestSchema: z.ZodType<HelloRequest> = z.looseObject({
  proto: smallInt,
  app: text(60),
  incarnation: id,
  maxSeq: smallInt,
  acked: z.array(seqRangeSchema).max(RANGES_MAX),
  pending: z.looseObject({ count: smallInt, sum: amount, oldestAt: moment.nullable() }),
  cursor: cursorSchema.nullable(),
  wallMs: moment,
  monoMs: z.number(),
  storage: z.looseObject({
    persisted: z.boolean(),
    freeBytes: z.number().nullable(),
    usedBytes: z.number().nullable(),
  }),
});

/**
 * Only the id of each operation is looked at here: `parseOperation` judges each envelope alone.
 * The limits in bytes belong to the HTTP door, which answers 413.
 */
export const pushRequestSchema = z.looseObject({
  incarnation: id,
  ops: z
    .array(z.looseObject({ opId: id }))
    .min(1)
    .max(OPS_PER_PUSH_MAX),
});

export const pullRequestSchema: z.ZodType<PullRequest> = z.looseObject({
  cursor: cursorSchema.nullable(),
  // A newer app may know kinds that this side does not: they are answered with nothing.
  kinds: z.array(z.string().max(40)).max(100),
  limit: z.int().min(1).max(PULL_ROWS_MAX),
});

export const reportRequestSchema: z.ZodType<ReportRequest> = z.looseObject({
  incarnation: id,
  losses: z
    .array(z.looseObject({ incarnation: id, fromSeq: smallInt, toSeq: smallInt, cause: text(200) }))
    .max(REPORT_ROWS_MAX),
  forks: z.array(z.looseObject({ incarnation: id, seq: smallInt })).max(REPORT_ROWS_MAX),
  errors: z
    .array(z.looseObject({ at: moment, code: text(60), message: text(500) }))
    .max(REPORT_ROWS_MAX),
});
