-- What staff type and have not handed in, kept so that a crash takes none of it.

CREATE TABLE scratch (
	id INTEGER PRIMARY KEY,	-- our number for it
	staff_id BIGINT NOT NULL REFERENCES staff(id),	-- who types it; nobody else reads it
	about TEXT NOT NULL,	-- what subject_id is of: case, message, unsorted …
	subject_id BIGINT NOT NULL,	-- on which of them
	action TEXT NOT NULL,	-- in which dialog, by its action's name
	content TEXT NOT NULL,	-- the dialog's fields, as the console wrote them
	saved_at BIGINT NOT NULL,	-- when
	UNIQUE (staff_id, about, subject_id, action)
);
CREATE INDEX scratch_saved ON scratch (saved_at);

CREATE TABLE snippet (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL REFERENCES office(code),	-- whose staff may insert it
	staff_id BIGINT NOT NULL,	-- whose own it is; 0 = the whole office's
	name TEXT NOT NULL,	-- what it is found by
	text TEXT NOT NULL,	-- what is inserted
	changed_at BIGINT NOT NULL,	-- when it was written
	UNIQUE (office, staff_id, name)
);
