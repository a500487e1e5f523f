import { withSentryConfig } from '@sentry/nextjs/config';
import { withSerwist } from '@serwist/turbopack';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // Two local starts, or a test beside one, must not write into the same build folder.
  distDir: process.env.OSON_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // Types are checked once, by `npm run check`, over all packages alike.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: [
    '@oson/api',
    '@oson/auth',
    '@oson/contract',
    '@oson/db',
    '@oson/domain',
    '@oson/jobs',
    '@oson/messages',
    '@oson/operations',
    '@oson/pos',
    '@oson/receipt',
    '@oson/sync-core',
    '@oson/telemetry',
    '@oson/ui',
  ],
  // These load native or dynamic parts that a bundler would break.
  serverExternalPackages: ['pg', 'ws', 'pino', 'exceljs', 'nodemailer'],
};

export default withSentryConfig(withSerwist(config), {
  silent: true,
  telemetry: false,
  sourcemaps: { disable: !process.env.SENTRY_AUTH_TOKEN },
});
