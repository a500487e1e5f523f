import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';
import { scrub, scrubText } from './scrub.ts';

export type { Logger } from 'pino';

const requests = new AsyncLocalStorage<string>();
const STACK_LINES = 12;
const MESSAGE_MAX = 500;

/**
 * A structured logger of one part of the product. Personal data and secrets are taken out by the
 * name of the field at any depth (`scrub`), also inside messages; the id of the request at hand is
 * added by itself. Level from LOG_LEVEL (info). Tests pass a destination.
 */
export function createLogger(part: string, destination?: DestinationStream): Logger {
  const options = {
    level: process.env.LOG_LEVEL ?? 'info',
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const requestId = requests.getStore();
      return requestId ? { requestId } : {};
    },
    formatters: {
      level: (level: string) => ({ level }),
      log: (fields: Record<string, unknown>) => {
        const { req, res, ...rest } = fields;
        const scrubbed = scrub(rest) as Record<string, unknown>;
        return { ...scrubbed, ...(req ? { req } : {}), ...(res ? { res } : {}) };
      },
    },
    serializers: { err: plainError, error: plainError, req: plainRequest, res: plainAnswer },
    hooks: { logMethod: scrubMessage },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A new id for a request: short, random, safe in headers and logs. */
export function newRequestId(): string {
  return randomBytes(9).toString('base64url');
}

/** Everything logged during `act`, and what it starts, carries this request's id. */
export function inRequest<T>(requestId: string, act: () => T): T {
  return requests.run(requestId, act);
}

/** The id of the request at hand; empty outside of one. */
export function currentRequestId(): string {
  return requests.getStore() ?? '';
}

/** Database errors print whole bundles of source: the last lines say what happened. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return scrub(error);
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: scrubText(error.message.trim()).slice(-MESSAGE_MAX),
    stack: scrubText(framesOf(error)),
    ...(error.cause ? { cause: plainError(error.cause) } : {}),
  };
}

function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, STACK_LINES).join('\n');
}

/** Method and path: no query, no headers, no body. */
function plainRequest(request: { method?: string; url?: string }): unknown {
  return { method: request.method, path: scrubText((request.url ?? '').split('?')[0] ?? '') };
}

function plainAnswer(answer: { statusCode?: number }): unknown {
  return { status: answer.statusCode };
}

/** Also gives an error's line its message itself: pino would take it from the error as it is. */
function scrubMessage(
  this: Logger,
  args: Parameters<Logger['info']>,
  method: (this: Logger, ...args: Parameters<Logger['info']>) => void,
): void {
  const [first, ...texts] = args as unknown[];
  const fields = first instanceof Error ? { err: first } : first;
  const scrubbed = [fields, ...texts].map((arg) =>
    typeof arg === 'string' ? scrubText(arg) : arg,
  );
  if (texts.length === 0) {
    const error = (fields as { err?: unknown } | undefined)?.err;
    if (error instanceof Error) scrubbed.push(scrubText(error.message).slice(-MESSAGE_MAX));
  }
  method.apply(this, scrubbed as Parameters<Logger['info']>);
}
