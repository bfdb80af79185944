-- Letters: what was sent of those a case owed, and what was left out.

CREATE TABLE letter (
	id INTEGER PRIMARY KEY,	-- order of letters
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- which case owed it
	letter TEXT NOT NULL,	-- which letter (rules/letter.c): progress, date-moved, dunning
	serial BIGINT NOT NULL,	-- of progress, how many times 30 days had gone (the largest number = never again); of the others, the due it is about
	state TEXT NOT NULL CHECK (state IN ('sent', 'skipped')),	-- what became of it
	event_id BIGINT NOT NULL REFERENCES event(id),	-- the event that says so
	text TEXT NOT NULL,	-- as it was sent, or why it was not
	UNIQUE (case_id, letter, serial)
);
CREATE INDEX calendar_move_case ON calendar_move (case_id);
