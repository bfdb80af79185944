-- What was taken out of an office whole, and what was brought into it.
CREATE TABLE carried (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- out of which office, or into which
	kind TEXT NOT NULL CHECK (kind IN ('export', 'import')),	-- which way
	by_id BIGINT NOT NULL REFERENCES staff(id),	-- who did
	at BIGINT NOT NULL,	-- when it was begun
	query TEXT NOT NULL,	-- which cases; empty = all
	reason TEXT NOT NULL,	-- why, in the clerk's words
	cases BIGINT NOT NULL,	-- how many cases went over so far
	bytes BIGINT NOT NULL,	-- of the file so far
	ended_at BIGINT NOT NULL,	-- when the last of it went; 0 = it never did
	sha256 TEXT NOT NULL	-- of the file without its last line, which says so too; empty = it never ended
);
CREATE INDEX carried_office ON carried (office, id);
