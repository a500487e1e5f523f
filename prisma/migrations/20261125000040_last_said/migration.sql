-- What a terminal's hello said of its journal's end: a profile that went back is shown it again.
ALTER TABLE terminal_incarnation ADD COLUMN said_seq integer, ADD COLUMN said_hash text;
