-- Every push asks whether anything of its tenant is missed: an answer from one page, however many
-- flags are open.
CREATE INDEX sale_flag_missed ON sale_flag (tenant_id, (details ->> 'missing'))
  WHERE status = 'open' AND details ->> 'missing' IS NOT NULL;
