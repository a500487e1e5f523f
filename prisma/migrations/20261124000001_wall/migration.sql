-- The tenant wall: roles, row security on every tenant table, grants. SQL stays within PostgreSQL 15.
-- Roles belong to the cluster: another database of it may have made them already.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['oson_app', 'oson_auth', 'oson_support', 'oson_jobs'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', role_name);
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO oson_app, oson_auth, oson_support, oson_jobs;

-- One policy a tenant table. The setting stands in a scalar sub-select, so that it becomes an
-- index condition; nullif, because a transaction-local setting leaves '' behind.
-- Support reads, and only reads, through asSupport(): a reason and an audit row go with it. A look
-- at one tenant sets that tenant, and then no other row exists for support either.
DO $$
DECLARE t text;
DECLARE here text := $here$(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)$here$;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables b USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'tenant_id' AND b.table_type = 'BASE TABLE'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_wall ON %I TO oson_app '
      'USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', t, here, here);
    EXECUTE format('CREATE POLICY support_reads ON %I FOR SELECT TO oson_support '
      'USING (%s IS NULL OR tenant_id = %s)', t, here, here);
    EXECUTE format('GRANT SELECT ON %I TO oson_support', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO oson_app', t);
  END LOOP;
END $$;

-- Append-only for the application: their later state lives in other tables.
REVOKE UPDATE ON op_log, op_result, sale, sale_line, line_discount, tender, sale_return,
  sale_return_line, sale_return_tender, sale_void, stock_movement, debt_entry, credit_entry,
  debt_payment, debt_payment_tender, cash_movement, approval, audit_entry, change, change_row,
  device_activity, price, tax_rate, sku_cost FROM oson_app;
-- What is asked for has come to nobody but support; a tenant sees it and cannot change it.
REVOKE INSERT, UPDATE ON support_access FROM oson_app;

-- What an import keeps only until it is done with, what a person takes back, what waits and what
-- may be erased.
GRANT DELETE ON import_file, import_row, staff_store, op_waiting, op_private TO oson_app;

-- Accounts belong to the auth role alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, account, verification, organization,
  member, invitation, two_factor, rate_limit, terminal_enrolment TO oson_auth;

-- Which tenant a credential belongs to is asked before any tenant is known: by the id of an
-- incarnation, by the digest of an API key, by membership.
GRANT SELECT ON terminal, terminal_incarnation, api_key TO oson_auth;
GRANT SELECT (tenant_id, name, status) ON tenant_settings TO oson_auth;
CREATE POLICY auth_finds ON terminal FOR SELECT TO oson_auth USING (true);
CREATE POLICY auth_finds ON terminal_incarnation FOR SELECT TO oson_auth USING (true);
CREATE POLICY auth_finds ON api_key FOR SELECT TO oson_auth USING (true);
CREATE POLICY auth_finds ON tenant_settings FOR SELECT TO oson_auth USING (true);

-- A message belongs to a tenant or, at sign-up, to none yet: the application sees its tenant's only.
ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON notification TO oson_app
  USING (tenant = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (tenant = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY sends ON notification TO oson_auth, oson_jobs USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON notification TO oson_app, oson_auth, oson_jobs;

-- Support: audit of its own reads, suspension of a tenant, the list of chains.
GRANT INSERT ON audit_entry, support_access TO oson_support;
CREATE POLICY support_writes ON audit_entry FOR INSERT TO oson_support WITH CHECK (actor_kind = 'support');
CREATE POLICY support_opens ON support_access FOR INSERT TO oson_support WITH CHECK (true);
GRANT UPDATE (ended_at) ON support_access TO oson_support;
CREATE POLICY support_ends ON support_access FOR UPDATE TO oson_support USING (true) WITH CHECK (true);
GRANT UPDATE (status, suspended_at, suspend_reason, version) ON tenant_settings TO oson_support;
CREATE POLICY support_suspends ON tenant_settings FOR UPDATE TO oson_support USING (true) WITH CHECK (true);
GRANT SELECT ON organization TO oson_support, oson_jobs;
GRANT SELECT (id, name, email, phone_number, created_at) ON "user" TO oson_support;
GRANT SELECT ON member TO oson_support;

-- Jobs: the outbox of all tenants, and schemas of their own; effects go through the app role.
-- Who is told (an owner's address) is asked by membership.
GRANT SELECT, UPDATE, DELETE ON job_outbox TO oson_jobs;
CREATE POLICY jobs_drain ON job_outbox TO oson_jobs USING (true) WITH CHECK (true);
GRANT SELECT ON tenant_settings TO oson_jobs;
CREATE POLICY jobs_read ON tenant_settings FOR SELECT TO oson_jobs USING (true);
GRANT SELECT ON member TO oson_jobs;
GRANT SELECT (id, name, email, phone_number, locale) ON "user" TO oson_jobs;
CREATE SCHEMA IF NOT EXISTS jobs;
CREATE SCHEMA IF NOT EXISTS pgboss;
GRANT USAGE, CREATE ON SCHEMA jobs, pgboss TO oson_jobs;

-- One open oversell task for a store and SKU, whatever races there are.
CREATE UNIQUE INDEX sale_flag_one_open_oversell ON sale_flag (tenant_id, store_id, sku_id)
  WHERE kind = 'oversell' AND status = 'open';
