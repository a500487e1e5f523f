import { defineConfig } from 'prisma/config';

/** The owner's URL: migrations run as the owner role, never as the application's. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset' },
});
