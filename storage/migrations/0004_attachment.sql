-- What applicants hand in beside the form.

CREATE TABLE attachment (
	id INTEGER PRIMARY KEY,	-- our number for it
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- of which case
	name TEXT NOT NULL,	-- as the applicant named the file, resident numbers cut out; never a path
	media_type TEXT NOT NULL,	-- what the channel says it is
	size BIGINT NOT NULL,	-- bytes, as the channel says; the bytes that come must agree
	sha256 TEXT NOT NULL,	-- of the bytes, lower-case hex; also where they stand in the folder beside the store
	state TEXT NOT NULL CHECK (state IN ('wanted', 'present', 'refused')),	-- to be fetched, here, never to come
	tries BIGINT NOT NULL,	-- times sync was asked to fetch it
	next_try_at BIGINT NOT NULL,	-- not before
	error TEXT NOT NULL,	-- why the last try failed, or why it is refused; empty = well
	UNIQUE (case_id, sha256, name)
);
CREATE INDEX attachment_wanted ON attachment (next_try_at) WHERE state = 'wanted';
