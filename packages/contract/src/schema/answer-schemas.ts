import { z } from 'zod';
import { type Admit, type HelloAnswer, SAID_MARKS_MAX } from '../messages/hello.ts';
import type { ImportAnswer, ImportOutcome } from '../messages/import.ts';
import type { PullAnswer } from '../messages/pull.ts';
import { FLAG_KINDS, type PushAnswer } from '../messages/push.ts';
import type { ReportAnswer } from '../messages/report.ts';
import { cursorSchema, seqRangeSchema } from './message-schemas.ts';
import { charge, digest, id, moment, smallInt } from './primitives.ts';
import { PULL_DATA_SCHEMAS } from './pull-data-schemas.ts';

const nonce = z.string().min(1);
const state = z.enum(['posted', 'waiting', 'quarantined', 'rejected', 'erased']);

export const admitSchema: z.ZodType<Admit> = z.looseObject({
  batch: z.int().positive(),
  delayMs: smallInt,
});

const saidMark = z.looseObject({ seq: smallInt, hash: digest });

export const helloAnswerSchema: z.ZodType<HelloAnswer> = z.looseObject({
  epoch: smallInt,
  serverTime: moment,
  held: z.array(seqRangeSchema),
  head: charge,
  stableThrough: moment,
  minApp: z.string(),
  admit: admitSchema,
  terminalState: z.enum(['practice', 'live', 'revoked']),
  tenantStatus: z.enum(['active', 'suspended', 'closed']),
  forked: z.boolean(),
  lastSaid: saidMark.optional(),
  said: z.array(saidMark).max(SAID_MARKS_MAX).optional(),
  earlierHeld: z
    .array(z.looseObject({ incarnation: id, held: z.array(seqRangeSchema) }))
    .optional(),
  recovered: z.enum(['terminal', 'tenant']).optional(),
  closed: z.looseObject({ sendUntil: moment, keptUntil: moment }).optional(),
  gzip: z.literal(true).optional(),
  nonce,
});

const pushResult = z.looseObject({
  opId: id,
  r: z.enum(['posted', 'replayed', 'waiting', 'quarantined']),
  is: state,
  n: charge.optional(),
  flags: z.array(z.enum(FLAG_KINDS)),
  corrections: z.array(
    z.looseObject({
      field: z.string(),
      sent: z.union([z.number(), z.string()]),
      stands: z.union([z.number(), z.string()]),
    }),
  ),
  at: moment,
});

export const pushAnswerSchema: z.ZodType<PushAnswer> = z.looseObject({
  epoch: smallInt,
  results: z.array(pushResult),
  admit: admitSchema,
  nonce,
});

export const importOutcomeSchema: z.ZodType<ImportOutcome> = z.looseObject({
  incarnation: id,
  results: z.array(pushResult),
  verified: z.boolean(),
});
export const importAnswerSchema: z.ZodType<ImportAnswer> = z.looseObject({
  incarnation: id,
  results: z.array(pushResult),
  verified: z.boolean(),
  nonce,
});

const rowKinds = Object.entries(PULL_DATA_SCHEMAS).map(([kind, data]) =>
  z.looseObject({
    kind: z.literal(kind),
    id: z.string().min(1),
    version: charge,
    deleted: z.literal(true).optional(),
    data: (data as z.ZodType).optional(),
  }),
);

export const pullAnswerSchema = z.looseObject({
  epoch: smallInt,
  rows: z.array(z.union(rowKinds)),
  cursor: cursorSchema,
  more: z.boolean(),
  fromZero: z.literal(true).optional(),
  snapshot: z
    .looseObject({ url: z.string().min(1), digest, rows: charge, bytes: charge })
    .optional(),
  nonce,
}) as unknown as z.ZodType<PullAnswer>;

export const reportAnswerSchema: z.ZodType<ReportAnswer> = z.looseObject({ nonce });
