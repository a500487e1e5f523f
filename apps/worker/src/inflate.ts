import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EXPORT_FILE_BYTES_MAX, INFLATED_BYTES_MAX } from '@oson/contract';
import type { FastifyInstance, RequestPayload } from 'fastify';

/** One operation alone may be 1 MiB; around it stand its envelope and the message. */
const BODY_BYTES_MAX = 1_258_291;
/** A whole export file as base64url, and the message around it. */
export const IMPORT_BYTES_MAX = Math.ceil((EXPORT_FILE_BYTES_MAX * 4) / 3) + 1024;
const IMPORT_PATH = '/trpc/sync.import';

/** An error that the door answers with its status. */
function refused(status: number): Error {
  return Object.assign(new Error('refused'), { statusCode: status });
}

/** Lets so many bytes through, then ends the request with 413: what comes out of a bomb is not kept. */
function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      seen += chunk.length;
      if (seen > bytes) done(refused(413));
      else done(null, chunk);
    },
  });
}

/** A body that comes without its length is counted while it comes. */
function through(payload: RequestPayload, bytes: number): RequestPayload {
  const counted = atMost(bytes);
  payload.on('error', (error: Error) => counted.destroy(error));
  return payload.pipe(counted);
}

/**
 * Bounds what a request may hold (an export may hold more than all else), and reads requests with `content-encoding: gzip` (PUSH10). Signatures cover the text that comes out, so nothing behind this knows of it. Other encodings are refused with 415.
 */
export function readCompressed(scope: FastifyInstance): void {
  scope.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') {
      const isImport = request.url.startsWith(IMPORT_PATH);
      const most = isImport ? IMPORT_BYTES_MAX : BODY_BYTES_MAX;
      if (Number(request.headers['content-length'] ?? 0) > most) throw refused(413);
      return request.headers['content-length'] === undefined ? through(payload, most) : payload;
    }
    if (encoding !== 'gzip') throw refused(415);
    const inflated = atMost(INFLATED_BYTES_MAX);
    const gunzip = createGunzip();
    let received = 0;
    const counted = Object.assign(inflated, { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      received += chunk.length;
      // Fastify holds the length of what was sent against the header, not of what came out.
      counted.receivedEncodedLength = received;
    });
    gunzip.on('error', () => inflated.destroy(refused(400)));
    payload.on('error', (error: Error) => inflated.destroy(error));
    inflated.on('error', () => gunzip.destroy());
    payload.pipe(gunzip).pipe(inflated);
    return counted;
  });
}
