import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Less is not worth the work. */
const BYTES_MIN = 1024;
const QUALITY = 4;

/** Answers to terminals travel over slow lines: what is long is compressed, off the main thread. */
export function compressAnswers(scope: FastifyInstance): void {
  scope.addHook('onSend', async (request, reply, payload: unknown) => {
    const text = await textOf(reply, payload);
    if (text === null || text.length < BYTES_MIN) return text ?? payload;
    const encoding = encodingFor(request);
    if (!encoding) return text;
    reply.header('content-encoding', encoding);
    reply.header('vary', 'accept-encoding, origin');
    reply.removeHeader('content-length');
    return encoding === 'gzip'
      ? zip(text)
      : brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  });
}

/** Only JSON, which is whole when it is sent; a stream of events goes on as it comes. */
async function textOf(reply: FastifyReply, payload: unknown): Promise<string | null> {
  const isJson = String(reply.getHeader('content-type') ?? '').startsWith('application/json');
  if (!isJson || reply.hasHeader('content-encoding')) return null;
  if (typeof payload === 'string') return payload;
  if (payload instanceof Response) return payload.text();
  return payload instanceof ReadableStream ? new Response(payload).text() : null;
}

function encodingFor(request: FastifyRequest): 'br' | 'gzip' | null {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}
