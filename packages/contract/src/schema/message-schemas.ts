import { z } from 'zod';
import { EXPORT_FILE_BYTES_MAX } from '../export/export-file.ts';
import { OPS_PER_PUSH_MAX, PULL_ROWS_MAX } from '../limits.ts';
import type { Cursor } from '../messages/cursor.ts';
import type { HelloRequest } from '../messages/hello.ts';
import type { ImportRequest } from '../messages/import.ts';
import type { PullRequest } from '../messages/pull.ts';
import type { ReportRequest } from '../messages/report.ts';
import { signedCertificateSchema } from './enrol-schemas.ts';
import { amount, charge, digest, id, moment, smallInt, text } from './primitives.ts';

/** What a terminal sells in months without a network. */
const EXPORT_OPS_MAX = 50_000;
const RANGES_MAX = 1000;
const REPORT_ROWS_MAX = 200;
/** A device that forks more often than this within 35 days has another problem. */
const EARLIER_MAX = 50;

export const seqRangeSchema = z.looseObject({ from: smallInt, to: smallInt, hash: digest });

export const cursorSchema: z.ZodType<Cursor> = z.looseObject({
  epoch: smallInt,
  n: charge,
  check: z.string().max(200),
});

const pending = z.looseObject({ count: smallInt, sum: amount, oldestAt: moment.nullable() });
const acked = z.array(seqRangeSchema).max(RANGES_MAX);

export const helloRequestSchema: z.ZodType<HelloRequest> = z.looseObject({
  proto: smallInt,
  app: text(60),
  incarnation: id,
  maxSeq: smallInt,
  lastHash: digest.optional(),
  acked,
  pending,
  cursor: cursorSchema.nullable(),
  wallMs: moment,
  monoMs: z.number(),
  storage: z.looseObject({
    persisted: z.boolean(),
    freeBytes: z.number().nullable(),
    usedBytes: z.number().nullable(),
    secondCopy: z.boolean().optional(),
    ballast: z.boolean().optional(),
  }),
  earlier: z
    .array(
      z.looseObject({
        incarnation: id,
        maxSeq: smallInt,
        acked,
        pending,
        certificate: signedCertificateSchema.optional(),
      }),
    )
    .max(EARLIER_MAX)
    .optional(),
  certificate: signedCertificateSchema.optional(),
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
    .array(
      z.looseObject({
        incarnation: id,
        fromSeq: smallInt,
        toSeq: smallInt.nullable(),
        cause: text(200),
      }),
    )
    .max(REPORT_ROWS_MAX),
  forks: z.array(z.looseObject({ incarnation: id, seq: smallInt })).max(REPORT_ROWS_MAX),
  errors: z
    .array(z.looseObject({ at: moment, code: text(60), message: text(500) }))
    .max(REPORT_ROWS_MAX),
  storage: z
    .array(
      z.looseObject({
        at: moment,
        kind: z.enum(['canary', 'copy-read', 'ballast', 'full']),
        cause: text(200),
        count: smallInt,
      }),
    )
    .max(REPORT_ROWS_MAX)
    .optional(),
  drained: z
    .array(z.looseObject({ incarnation: id, lastSeq: smallInt, lastHash: digest }))
    .max(EARLIER_MAX)
    .optional(),
});

/** The file travels as base64url, a third larger than its bytes. */
export const importRequestSchema: z.ZodType<ImportRequest> = z.looseObject({
  bundle: z
    .string()
    .max(Math.ceil((EXPORT_FILE_BYTES_MAX * 4) / 3) + 4)
    .regex(/^[A-Za-z0-9_-]+$/, 'base64url'),
});

/**
 * What lies in an export. Only the id of each operation is looked at, as at the push door: one bad
 * operation never holds back its neighbours.
 */
export const exportBundleSchema = z.looseObject({
  v: z.literal(1),
  tenant: id,
  terminal: id,
  incarnation: id,
  fromSeq: smallInt,
  toSeq: smallInt,
  lastHash: digest,
  ops: z
    .array(z.looseObject({ opId: id }))
    .min(1)
    .max(EXPORT_OPS_MAX),
  signature: z.string().max(200),
  publicKey: z.string().max(400).optional(),
});
