import { defineConfig } from 'vitest/config';

const anywhere = (suffix: string) => [
  `packages/*/src/**/*${suffix}`,
  `apps/*/src/**/*${suffix}`,
  `prisma/seed/src/**/*${suffix}`,
  `tooling/*/**/*${suffix}`,
];
const databaseOrBrowser = ['**/*.pg.test.ts', '**/*.idb.test.{ts,tsx}', '**/node_modules/**'];

/** The suffix of a test file says what it needs. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: anywhere('.test.{ts,tsx}'),
          exclude: databaseOrBrowser,
        },
      },
      {
        test: {
          name: 'idb',
          include: anywhere('.idb.test.{ts,tsx}'),
          setupFiles: ['fake-indexeddb/auto'],
        },
      },
      {
        test: {
          name: 'pg',
          include: anywhere('.pg.test.ts'),
          globalSetup: ['packages/testing/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tooling/{e2e,drill}/**/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'pictures',
          include: ['tooling/e2e/**/*.shots.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
