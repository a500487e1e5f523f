import { isForeignRequest } from '@oson/auth';
import { type ErrorCode, OsonError } from '@oson/contract';
import { localeOf } from '@oson/messages';
import { heldRowsFile, IMPORT_LIMITS, uploadImport } from '@oson/operations';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';
import type { ApiContext } from '../trpc/context.ts';
import { createCallerFactory, managerProcedure, refuse, router } from '../trpc/trpc.ts';

/** Reading a file is work: so many a chain, however many processes serve the office. */
const UPLOADS = { points: 12, windowS: 120 };
/** S37. */
const EXPORTS = { points: 10, windowS: 3600 };
const FILE_NAME_MAX = 200;

/** What the two doors do, under the same rules as every procedure of the office. */
const doors = createCallerFactory(
  router({
    upload: managerProcedure
      .input(
        z.strictObject({
          fileName: z.string().min(1).max(FILE_NAME_MAX),
          bytes: z.instanceof(Uint8Array),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const { tenantId } = ctx.office;
        await takeOne(ctx, `import-upload:${tenantId}`, UPLOADS);
        return uploadImport(ctx.db, tenantId, { ...input, byUser: ctx.user.userId });
      }),
    heldRows: managerProcedure
      .input(
        z.strictObject({
          batchId: z.uuid(),
          locale: z.string().max(10),
          format: z.enum(['xlsx', 'csv']),
        }),
      )
      .query(async ({ ctx, input: { batchId, locale, format } }) => {
        await takeOne(ctx, `export:${ctx.office.tenantId}:${ctx.user.userId}`, EXPORTS);
        return heldRowsFile(ctx.db, ctx.office.tenantId, batchId, {
          locale: localeOf(locale) ?? 'uz-Latn',
          format,
        });
      }),
  }),
);

async function takeOne(
  { ports }: ApiContext,
  key: string,
  { points, windowS }: { points: number; windowS: number },
): Promise<void> {
  const { ok, retryAfterS } = await ports.enrolment.limiter.take(key, points, windowS);
  if (!ok) throw refuse('TOO_MANY_REQUESTS', { retryAfterS });
}

type DoorContext = { context: ApiContext; origins: readonly string[] };

/**
 * POST: the bytes of a file as the body, its name percent-encoded in `x-file-name`. 200 with the
 * batch; 400, 401, 403, 413 (10 MB), 415 (not sent as bytes), 429.
 */
export async function handleImportUpload(
  request: Request,
  { context, origins }: DoorContext,
): Promise<Response> {
  return answering(async () => {
    if (isForeignRequest(request, [...origins])) throw refuse('NOT_ALLOWED');
    // A form of another site cannot send this type without asking first.
    if (request.headers.get('content-type') !== 'application/octet-stream') {
      return refusal(415, 'BAD_INPUT');
    }
    // Nobody's ten megabytes are read before it is known whose they are.
    if (!context.user) throw refuse('NOT_SIGNED_IN');
    if (!context.office) throw refuse('NOT_ALLOWED');
    const caller = doors(context);
    const fileName = decodeName(request.headers.get('x-file-name'));
    const bytes = await readBytes(request, IMPORT_LIMITS.fileBytesMax);
    return Response.json(await caller.upload({ fileName, bytes }), { headers: NO_STORE });
  });
}

/** GET ?batch=&locale=&format=: the rows that were not written, with reasons, as a file. */
export async function handleHeldRowsFile(
  request: Request,
  { context }: DoorContext,
): Promise<Response> {
  return answering(async () => {
    const { searchParams } = new URL(request.url);
    const file = await doors(context).heldRows({
      batchId: searchParams.get('batch') ?? '',
      locale: searchParams.get('locale') ?? '',
      format: searchParams.get('format') === 'csv' ? 'csv' : 'xlsx',
    });
    const name = encodeURIComponent(file.fileName);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        ...NO_STORE,
        'content-type': file.contentType,
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      },
    });
  });
}

const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function decodeName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? '').slice(0, FILE_NAME_MAX) || 'import';
  } catch {
    // A name that is not encoded as it should be is no reason to refuse its file.
    return 'import';
  }
}

/** The body, read no further than the limit. */
async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const limitMb = bytesMax / 1024 / 1024;
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) {
    throw new OsonError('FILE_TOO_LARGE', { limitMb });
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > bytesMax) throw new OsonError('FILE_TOO_LARGE', { limitMb });
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function answering(act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    const known =
      error instanceof OsonError ? error : error instanceof TRPCError ? error.cause : null;
    if (known instanceof OsonError) {
      const status = error instanceof TRPCError ? getHTTPStatusCodeFromError(error) : 413;
      return refusal(status, known.code, known.details);
    }
    if (error instanceof TRPCError && error.code === 'BAD_REQUEST')
      return refusal(400, 'BAD_INPUT');
    throw error;
  }
}

function refusal(status: number, code: ErrorCode, details: Record<string, string | number> = {}) {
  return Response.json({ error: { code, details } }, { status, headers: NO_STORE });
}
