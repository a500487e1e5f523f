import { mintTicket } from '@oson/auth';
import {
  answerImportRows,
  changeImport,
  COLUMN_ROLES,
  IMPORT_PROBLEMS,
  listImportRows,
  listImports,
  previewImport,
  readImportProgress,
  type ProblemCode,
  startImport,
  takeAllSuggestions,
  undoImport,
} from '@oson/operations';
import { z } from 'zod';
import { pageInput, tiyin } from '../trpc/page-input.ts';
import { managerProcedure, router, ticketProcedure } from '../trpc/trpc.ts';
import { importSubject, watchImport } from './watch-import.ts';

const COLUMNS_MAX = 200;
const ANSWERS_MAX = 500;
const EVENT_ID_MAX = 100;
const batch = { batchId: z.uuid() };
const row = z.int().min(1).max(1_000_000);
const codes = Object.keys(IMPORT_PROBLEMS) as [ProblemCode, ...ProblemCode[]];

const decision = z.discriminatedUnion('take', [
  z.strictObject({ take: z.literal('suggestion') }),
  z.strictObject({ take: z.literal('price'), price: tiyin.min(1) }),
  z.strictObject({ take: z.literal('name'), name: z.string().trim().min(1).max(200) }),
  z.strictObject({ take: z.literal('this-price') }),
  z.strictObject({ take: z.literal('skip') }),
]);

const settings = z.strictObject({
  columns: z
    .array(
      z.strictObject({ sheet: z.string().max(100), index: row.min(0), role: z.enum(COLUMN_ROLES) }),
    )
    .max(COLUMNS_MAX)
    .optional(),
  stores: z.record(z.string().max(100), z.uuid().nullable()).optional(),
  storeId: z.uuid().optional(),
  usdRate: tiyin.min(1).nullable().optional(),
});

/** Imports of the catalogue; the file itself comes through the upload door. */
export const importRouter = router({
  list: managerProcedure
    .input(z.strictObject({}))
    .query(({ ctx }) => ctx.inTenant((tx) => listImports(tx))),
  get: managerProcedure
    .input(z.strictObject(batch))
    .query(({ ctx, input }) => ctx.inTenant((tx) => previewImport(tx, input.batchId))),
  rows: managerProcedure
    .input(
      z.strictObject({
        ...batch,
        outcome: z.enum(['new', 'changed', 'merged', 'held', 'skipped', 'failed']).optional(),
        problem: z.enum(['any', ...codes]).optional(),
        cursor: row.min(0).optional(),
        limit: z.int().min(1).max(500).optional(),
        direction: pageInput.direction,
      }),
    )
    .query(({ ctx, input: { batchId, ...filter } }) =>
      ctx.inTenant((tx) => listImportRows(tx, batchId, filter)),
    ),
  change: managerProcedure
    .input(z.strictObject({ ...batch, settings }))
    .mutation(({ ctx, input }) =>
      changeImport(ctx.db, ctx.office.tenantId, input.batchId, input.settings),
    ),
  answer: managerProcedure
    .input(
      z.strictObject({
        ...batch,
        answers: z
          .array(z.strictObject({ row, decision: decision.nullable() }))
          .min(1)
          .max(ANSWERS_MAX),
      }),
    )
    .mutation(({ ctx, input }) =>
      answerImportRows(ctx.db, ctx.office.tenantId, input.batchId, input.answers),
    ),
  takeSuggestions: managerProcedure
    .input(z.strictObject(batch))
    .mutation(({ ctx, input }) => takeAllSuggestions(ctx.db, ctx.office.tenantId, input.batchId)),
  start: managerProcedure.input(z.strictObject(batch)).mutation(async ({ ctx, input }) => {
    await ctx.inTenant((tx) => startImport(tx, input.batchId, ctx.user.userId));
    ctx.ports.nudgeJobs();
  }),
  /** A minute's leave to follow one import at the worker, which knows no session. */
  progressTicket: managerProcedure
    .input(z.strictObject(batch))
    .query(async ({ ctx, input: { batchId } }) => {
      await ctx.inTenant((tx) => readImportProgress(tx, batchId, ctx.ports.now()));
      const subject = importSubject(batchId);
      const holder = { tenantId: ctx.office.tenantId, userId: ctx.user.userId, subject };
      return mintTicket(ctx.ports.enrolment.keys.ticket, holder, ctx.ports.now());
    }),
  progress: ticketProcedure
    .input(z.strictObject({ ...batch, lastEventId: z.string().max(EVENT_ID_MAX).optional() }))
    .subscription(({ ctx, input, signal }) => watchImport(ctx, input.batchId, signal)),
  undo: managerProcedure
    .input(z.strictObject(batch))
    .mutation(({ ctx, input }) =>
      undoImport(ctx.db, ctx.office.tenantId, input.batchId, ctx.user.userId),
    ),
});
