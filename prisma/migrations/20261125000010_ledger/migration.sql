-- The ledger of losses and forks, repairs, what a restore brings back, and closed chains.
ALTER TABLE tenant_settings ADD COLUMN closed_at timestamptz(3), ADD COLUMN closed_by uuid,
  ADD COLUMN recovered_at timestamptz(3);
ALTER TABLE store ADD COLUMN recovered_at timestamptz(3);
ALTER TABLE terminal ADD COLUMN recovered_at timestamptz(3), ADD COLUMN confirmed_at timestamptz(3),
  ADD COLUMN confirmed_by uuid;
ALTER TABLE terminal_incarnation ADD COLUMN empty_seq integer;

CREATE TABLE op_repair (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  op_id uuid NOT NULL,
  type text NOT NULL,
  v integer NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  reason text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  decision text,
  decided_by uuid,
  decided_at timestamptz(3),
  CONSTRAINT op_repair_pkey PRIMARY KEY (tenant_id, id)
);
CREATE INDEX op_repair_tenant_id_op_id_idx ON op_repair (tenant_id, op_id);
-- One proposal at a time waits for the owner.
CREATE UNIQUE INDEX op_repair_one_open ON op_repair (tenant_id, op_id) WHERE decided_at IS NULL;

CREATE TABLE terminal_incident (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  terminal_id uuid,
  incarnation_id uuid,
  kind text NOT NULL,
  from_seq integer,
  to_seq integer,
  pending_count integer,
  pending_sum bigint,
  cause text NOT NULL,
  details jsonb,
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at timestamptz(3),
  closed_by uuid,
  resolution text,
  CONSTRAINT terminal_incident_pkey PRIMARY KEY (tenant_id, id)
);
CREATE INDEX terminal_incident_tenant_id_closed_at_at_idx ON terminal_incident (tenant_id, closed_at, at);
CREATE INDEX terminal_incident_tenant_id_terminal_id_idx ON terminal_incident (tenant_id, terminal_id);
-- An open incident is told once, however often its cause is met.
CREATE UNIQUE INDEX terminal_incident_one_open ON terminal_incident
  (tenant_id, kind, coalesce(incarnation_id, '00000000-0000-0000-0000-000000000000'::uuid),
   coalesce(from_seq, -1), cause) WHERE closed_at IS NULL;

-- The wall around the new tables.
DO $$
DECLARE t text;
DECLARE here text := $here$(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)$here$;
BEGIN
  FOREACH t IN ARRAY ARRAY['op_repair', 'terminal_incident'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_wall ON %I TO oson_app '
      'USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', t, here, here);
    EXECUTE format('CREATE POLICY support_reads ON %I FOR SELECT TO oson_support '
      'USING (%s IS NULL OR tenant_id = %s)', t, here, here);
    EXECUTE format('GRANT SELECT ON %I TO oson_support', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON terminal_incident TO oson_app;

-- Support proposes a repair inside the tenant that it looks at; only the tenant decides on it, and
-- nobody changes what was proposed. Personal data in it goes with the customer.
GRANT SELECT, UPDATE (decision, decided_by, decided_at), DELETE ON op_repair TO oson_app;
GRANT INSERT ON op_repair TO oson_support;
CREATE POLICY support_proposes ON op_repair FOR INSERT TO oson_support WITH CHECK (
  tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
  AND decided_at IS NULL AND decision IS NULL);

-- A terminal of a tenant that was made again from a certificate is confirmed by support: no owner
-- is known yet.
GRANT UPDATE (confirmed_at, confirmed_by, version) ON terminal TO oson_support;
CREATE POLICY support_confirms ON terminal FOR UPDATE TO oson_support
  USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
    AND EXISTS (SELECT FROM tenant_settings s
      WHERE s.tenant_id = terminal.tenant_id AND s.recovered_at IS NOT NULL))
  WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));

-- The end of a closed chain: 120 days after its owner closed it the job role may delete its rows,
-- one tenant at a time, and no other row of any chain.
DO $$
DECLARE t text;
DECLARE due text := $due$tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
  AND EXISTS (SELECT FROM tenant_settings s WHERE s.tenant_id = %1$I.tenant_id
    AND s.status = 'closed' AND s.closed_at < now() - interval '120 days')$due$;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables b USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'tenant_id' AND b.table_type = 'BASE TABLE'
      AND c.table_name NOT IN ('tenant_settings', 'job_outbox')
  LOOP
    EXECUTE format('GRANT SELECT (tenant_id), DELETE ON %I TO oson_jobs', t);
    EXECUTE format('CREATE POLICY jobs_sees_closed ON %1$I FOR SELECT TO oson_jobs USING (' || due || ')', t);
    EXECUTE format('CREATE POLICY jobs_erases ON %1$I FOR DELETE TO oson_jobs USING (' || due || ')', t);
  END LOOP;
END $$;
GRANT DELETE ON tenant_settings TO oson_jobs;
CREATE POLICY jobs_erases ON tenant_settings FOR DELETE TO oson_jobs USING (
  tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
  AND status = 'closed' AND closed_at < now() - interval '120 days');
GRANT DELETE ON notification TO oson_jobs;
