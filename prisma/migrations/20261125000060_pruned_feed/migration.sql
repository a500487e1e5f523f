-- The feed forgets what no terminal can ask for any more. A change stays for 100 days: longer than a
-- restore may go back and than a customer counts as used. A pointer may go only from below the oldest
-- change that is kept, so no cursor that is still good can miss it.
GRANT DELETE ON change, change_row TO oson_app;
CREATE POLICY keeps_changes ON change AS RESTRICTIVE FOR DELETE TO oson_app
  USING (at < now() - interval '100 days');
CREATE POLICY keeps_pointers ON change_row AS RESTRICTIVE FOR DELETE TO oson_app
  USING (n < (SELECT min(c.n) FROM change c
    WHERE c.tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)));
