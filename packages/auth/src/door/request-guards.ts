import { OsonError } from '@oson/contract';

/**
 * True when a browser says that the request comes from another site, or from an origin that is not
 * ours (S12). A request that changes something must name its origin; reading by address bar may not.
 */
export function isForeignRequest(request: Request, origins: readonly string[]): boolean {
  const site = request.headers.get('sec-fetch-site');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (site && site !== 'same-origin' && !(site === 'none' && isRead)) return true;
  const origin = request.headers.get('origin');
  if (origin) return !origins.includes(origin);
  return !isRead;
}

/** JSON only: forms, multipart and raw bytes can be sent across sites without asking (S12). */
export function isJson(request: Request): boolean {
  return request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json';
}

/** The body as text; refuses with FILE_TOO_LARGE as soon as it passes the limit. */
export async function readTextBody(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = () => new OsonError('FILE_TOO_LARGE', { bytesMax });
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  if (!request.body) return '';
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bytesMax) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** How deep brackets of a JSON text nest, without parsing it. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return deepest;
}
