import * as Sentry from '@sentry/nextjs';

/** Sentry starts only with a DSN; without one nothing is collected and nothing leaves the host. */
export function register(): void {
  const dsn = process.env.SENTRY_DSN;
  // Version 11 sends no personal data unless it is told to.
  Sentry.init({ dsn, enabled: Boolean(dsn) });
}

export const onRequestError = Sentry.captureRequestError;
