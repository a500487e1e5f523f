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

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_BRACE, CLOSE_BRACE] = [0x7b, 0x7d];
const [OPEN_BRACKET, CLOSE_BRACKET] = [0x5b, 0x5d];

/** How deep brackets of a JSON text nest, without parsing it. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) inString = false;
    } else if (sign === QUOTE) inString = true;
    else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) depth -= 1;
  }
  return deepest;
}
