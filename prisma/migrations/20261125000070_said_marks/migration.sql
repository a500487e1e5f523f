-- All ends of its journal that a terminal's hellos named and that what is held does not prove, oldest
-- first: an answer may have been lost, and the next hello of a profile that went back named another end.
ALTER TABLE terminal_incarnation ADD COLUMN said jsonb NOT NULL DEFAULT '[]';
UPDATE terminal_incarnation
SET said = jsonb_build_array(jsonb_build_object('seq', said_seq, 'hash', said_hash))
WHERE said_seq IS NOT NULL AND said_hash IS NOT NULL;
ALTER TABLE terminal_incarnation DROP COLUMN said_seq, DROP COLUMN said_hash;
