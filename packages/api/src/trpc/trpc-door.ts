import { isForeignRequest, isJson, jsonDepth, readTextBody } from '@oson/auth';
import { EXPORT_FILE_BYTES_MAX, OsonError } from '@oson/contract';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '../root.ts';
import type { ApiContext } from './context.ts';

const CALLS_PER_REQUEST_MAX = 10;
const BODY_BYTES_MAX = 256 * 1024;
/** The one call that carries a file: an export that was sent to support. */
const IMPORT_PATH = '/api/trpc/console.importBundle';
const IMPORT_BYTES_MAX = Math.ceil((EXPORT_FILE_BYTES_MAX * 4) / 3) + 4096;
/** Eight levels of our own input, and the two that batch and transformer put around it. */
const JSON_DEPTH_MAX = 10;

export type TrpcDoor = {
  /** The origins of office and console; nobody else's pages may call. */
  origins: readonly string[];
  contextOf: (request: Request) => Promise<ApiContext>;
};

/** Lets a browser of our own origins in, with JSON of a bounded size; the router does the rest. */
export async function handleTrpcRequest(request: Request, door: TrpcDoor): Promise<Response> {
  if (isForeignRequest(request, door.origins)) return refuse(403, 'NOT_ALLOWED');
  if (request.method === 'POST' && !isJson(request)) return refuse(415, 'BAD_INPUT');
  try {
    const body = request.method === 'POST' ? await readTextBody(request, bytesFor(request)) : null;
    if (body && jsonDepth(body) > JSON_DEPTH_MAX) return refuse(400, 'BAD_INPUT');
    const { method, headers, url } = request;
    return await fetchRequestHandler({
      endpoint: '/api/trpc',
      router: appRouter,
      req: new Request(url, { method, headers, body }),
      createContext: () => door.contextOf(request),
      maxBatchSize: CALLS_PER_REQUEST_MAX,
      responseMeta: () => ({ headers: new Headers({ 'cache-control': 'no-store' }) }),
    });
  } catch (error) {
    if (error instanceof OsonError && error.code === 'FILE_TOO_LARGE') {
      return refuse(413, error.code);
    }
    throw error;
  }
}

const bytesFor = (request: Request) =>
  new URL(request.url).pathname === IMPORT_PATH ? IMPORT_BYTES_MAX : BODY_BYTES_MAX;

const refuse = (status: number, code: string) =>
  Response.json({ error: { code } }, { status, headers: { 'cache-control': 'no-store' } });
