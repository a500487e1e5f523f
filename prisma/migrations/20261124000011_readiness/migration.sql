-- /health/ready says whether this database has every migration of the running version. A shadow
-- database has no such table.
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT (migration_name, finished_at) ON _prisma_migrations TO oson_auth;
  END IF;
END $$;
