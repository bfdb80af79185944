-- Times of events set right by two people, both values kept (domain.md B4).

CREATE TABLE correction (
	id INTEGER PRIMARY KEY,	-- order of corrections
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose
	of_event BIGINT NOT NULL REFERENCES event(id),	-- which event's time
	what TEXT NOT NULL,	-- what that event is: receipt, demand, reply, consult, answer, completion
	from_at BIGINT NOT NULL,	-- its time so far
	to_at BIGINT NOT NULL,	-- when it truly was
	reason TEXT NOT NULL,	-- why it was recorded wrongly
	evidence TEXT NOT NULL,	-- what shows the true time
	by_id BIGINT NOT NULL,	-- who asked for it
	asked_event BIGINT NOT NULL REFERENCES event(id),	-- the event that asked
	state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected')),	-- what became of it
	decided_event BIGINT NOT NULL	-- the event that decided it, 0 = none yet
);
CREATE INDEX correction_case ON correction (case_id);
CREATE INDEX correction_pending ON correction (id) WHERE state = 'pending';

ALTER TABLE cases ADD COLUMN correction_by_id BIGINT NOT NULL DEFAULT 0;	-- who asked for the correction that waits, 0 = none does
