-- The audit log as a hash chain of each tenant (S27, S29): a row that is changed, taken out, put in
-- or moved afterwards, by whoever holds the database, breaks it at that place.

-- Everything that a row says, after the hash of the one before it.
CREATE FUNCTION audit_hash(before text, entry audit_entry) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(before || E'\n' || jsonb_build_array(
    entry.tenant_id, entry.id, entry.actor_kind, entry.actor_id, entry.action, entry.subject,
    entry.reason, entry.details, (extract(epoch FROM entry.at) * 1000)::bigint)::text, 'UTF8')), 'hex')
$$;

CREATE TABLE audit_chain (
  tenant_id uuid NOT NULL,
  n bigint NOT NULL,
  entry_id uuid NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_chain_pkey PRIMARY KEY (tenant_id, n),
  CONSTRAINT audit_chain_tenant_id_entry_id_fkey FOREIGN KEY (tenant_id, entry_id)
    REFERENCES audit_entry (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX audit_chain_tenant_id_entry_id_key ON audit_chain (tenant_id, entry_id);

-- What is logged already, in the order in which it was made. The owner of a table under FORCE sees
-- no row of it either.
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE e audit_entry;
DECLARE tenant uuid;
DECLARE place bigint;
DECLARE last_hash text;
BEGIN
  FOR e IN SELECT * FROM audit_entry ORDER BY tenant_id, id LOOP
    IF tenant IS DISTINCT FROM e.tenant_id THEN
      tenant := e.tenant_id;
      place := 0;
      last_hash := '';
    END IF;
    place := place + 1;
    last_hash := audit_hash(last_hash, e);
    INSERT INTO audit_chain VALUES (tenant, place, e.id, last_hash);
  END LOOP;
END $$;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;

-- Linked at the commit, as the last thing: two acts of one tenant wait for each other only then, and
-- nothing that they hold is waited for by the one in front.
CREATE FUNCTION chain_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE last_n bigint;
DECLARE last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.tenant_id, 0));
  SELECT n, hash INTO last_n, last_hash FROM audit_chain
    WHERE tenant_id = NEW.tenant_id ORDER BY n DESC LIMIT 1;
  INSERT INTO audit_chain VALUES (NEW.tenant_id, coalesce(last_n, 0) + 1, NEW.id,
    audit_hash(coalesce(last_hash, ''), NEW));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_entry_chained AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit();

-- The wall around it. Whoever may write an entry may link it, and nobody may change a link.
DO $$
DECLARE here text := $here$(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)$here$;
DECLARE due text := $due$tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
  AND EXISTS (SELECT FROM tenant_settings s WHERE s.tenant_id = audit_chain.tenant_id
    AND s.status = 'closed' AND s.closed_at < now() - interval '120 days')$due$;
BEGIN
  ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY;
  ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY tenant_wall ON audit_chain TO oson_app '
    'USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', here, here);
  EXECUTE format('CREATE POLICY support_reads ON audit_chain FOR SELECT TO oson_support '
    'USING (%s IS NULL OR tenant_id = %s)', here, here);
  CREATE POLICY support_links ON audit_chain FOR INSERT TO oson_support WITH CHECK (EXISTS (
    SELECT FROM audit_entry e WHERE e.tenant_id = audit_chain.tenant_id
      AND e.id = audit_chain.entry_id AND e.actor_kind = 'support'));
  EXECUTE 'CREATE POLICY jobs_sees_closed ON audit_chain FOR SELECT TO oson_jobs USING (' || due || ')';
  EXECUTE 'CREATE POLICY jobs_erases ON audit_chain FOR DELETE TO oson_jobs USING (' || due || ')';
END $$;
GRANT SELECT, INSERT ON audit_chain TO oson_app, oson_support;
GRANT SELECT (tenant_id), DELETE ON audit_chain TO oson_jobs;
