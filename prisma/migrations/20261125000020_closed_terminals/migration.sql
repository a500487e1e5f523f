-- The credential of a terminal says whether its chain is closed, and since when.
GRANT SELECT (closed_at, recovered_at) ON tenant_settings TO oson_auth;
