import type { ErrorEvent, NodeOptions } from '@sentry/node';
import { metrics } from './metrics.ts';
import { scrub } from './scrub.ts';

export type ErrorReports = {
  /** Reports an error nobody expected; without a DSN it is only counted. */
  report: (error: unknown, context?: { part?: string; requestId?: string }) => void;
  /** Sends what waits; at most `timeoutMs`. */
  flush: (timeoutMs: number) => Promise<void>;
};

export type ErrorReportOptions = {
  /** Sentry's address of this product; absent: nothing is started and nothing leaves the machine. */
  dsn: string | undefined;
  part: string;
  release?: string;
  environment?: string;
  /** Tests keep what would be sent. */
  transport?: NodeOptions['transport'];
};

/**
 * Starts the reports of one process. Events carry code positions and ids, no personal data. The
 * library is loaded only when there is a DSN.
 */
export async function startErrorReports(options: ErrorReportOptions): Promise<ErrorReports> {
  const count = (part: string) => metrics.errors.inc({ part });
  if (!options.dsn) {
    return {
      report: (_error, context) => count(context?.part ?? options.part),
      flush: async () => {},
    };
  }
  const sentry = await import('@sentry/node');
  sentry.init({
    dsn: options.dsn,
    release: options.release,
    environment: options.environment,
    transport: options.transport,
    tracesSampleRate: 0,
    maxBreadcrumbs: 20,
    beforeSend: scrubEvent,
    beforeBreadcrumb: (crumb) => ({ ...crumb, ...(scrub({ data: null, ...crumb }) as object) }),
  });
  return {
    report: (error, context = {}) => {
      count(context.part ?? options.part);
      sentry.withScope((scope) => {
        scope.setTag('part', context.part ?? options.part);
        if (context.requestId) scope.setTag('requestId', context.requestId);
        sentry.captureException(error);
      });
    },
    flush: async (timeoutMs) => {
      await sentry.flush(timeoutMs);
    },
  };
}

/** What may leave: no user, no request body, no headers or cookies, no texts with people in them. */
export function scrubEvent(event: ErrorEvent): ErrorEvent {
  const { user: _user, server_name: _server, request, exception, ...rest } = event;
  const path = request?.url?.split('?')[0];
  return {
    ...(scrub(rest) as typeof rest),
    type: event.type,
    ...(request ? { request: { method: request.method, url: scrub(path) as string } } : {}),
    ...(exception ? { exception: withoutVariables(exception) } : {}),
  };
}

type Exception = NonNullable<ErrorEvent['exception']>;

/**
 * Names of types and frames stay as they are: `scrub` would take a field called "name". Values of
 * variables and lines of source go.
 */
function withoutVariables(exception: Exception): Exception {
  const values = exception.values?.map((value) => ({
    ...value,
    value: scrub(value.value) as string,
    stacktrace: value.stacktrace && { frames: value.stacktrace.frames?.map(positionOf) },
  }));
  return { ...exception, values };
}

type Frame = NonNullable<
  NonNullable<NonNullable<Exception['values']>[number]['stacktrace']>['frames']
>[number];

function positionOf({ filename, module, function: name, lineno, colno, in_app }: Frame): Frame {
  return { filename, module, function: name, lineno, colno, in_app };
}
