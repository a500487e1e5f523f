import * as Sentry from '@sentry/nextjs';

/** Sentry starts only with a DSN; without one nothing is collected and nothing leaves the host. */
export function register(): void {
  const dsn = process.env.SENTRY_DSN;
  Sentry.init({ dsn, enabled: Boolean(dsn), sendDefaultPii: false });
}

export const onRequestError = Sentry.captureRequestError;
