-- What citizens and ministries say after an application has arrived.

CREATE TABLE pause (
	id INTEGER PRIMARY KEY,	-- order of pauses
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose clock stood still
	reason TEXT NOT NULL,	-- why, as 행정절차법 시행령 §11 lists it: supplement …
	from_day BIGINT NOT NULL,	-- first civil day that does not count (days since 1970-01-01)
	to_day BIGINT NOT NULL,	-- last civil day that does not count; 0 = still open
	begun_event BIGINT NOT NULL,	-- the event that began it
	ended_event BIGINT NOT NULL	-- the event that ended it, 0 = none yet
);
CREATE INDEX pause_case ON pause (case_id);

CREATE TABLE supplement (
	id INTEGER PRIMARY KEY,	-- our number for the demand
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- about which case
	items TEXT NOT NULL,	-- what is missing, one a line
	text TEXT NOT NULL,	-- the words to the applicant
	due_day BIGINT NOT NULL,	-- last day to supply it, counted by 민법 (days since 1970-01-01)
	by_id BIGINT NOT NULL,	-- who demanded it
	demanded_at BIGINT NOT NULL,	-- when
	replied_at BIGINT NOT NULL,	-- when the applicant supplied it, 0 = not yet
	reply_text TEXT NOT NULL,	-- the applicant's words
	reply_answers TEXT NOT NULL	-- JSON object of answers changed or added, resident numbers cut out
);
CREATE INDEX supplement_case ON supplement (case_id);

CREATE TABLE amendment (
	id INTEGER PRIMARY KEY,	-- order of amendments
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose answers
	event_id BIGINT NOT NULL REFERENCES event(id),	-- the event that brought them
	answers TEXT NOT NULL	-- JSON object of answers changed or added, resident numbers cut out
);
CREATE INDEX amendment_case ON amendment (case_id);

ALTER TABLE escalation ADD COLUMN acknowledged_at BIGINT NOT NULL DEFAULT 0;	-- the ministry has it
ALTER TABLE escalation ADD COLUMN answered_at BIGINT NOT NULL DEFAULT 0;	-- it answered or returned it
ALTER TABLE escalation ADD COLUMN result TEXT NOT NULL DEFAULT '';	-- answered or returned, empty = neither yet
ALTER TABLE escalation ADD COLUMN answer TEXT NOT NULL DEFAULT '';	-- its words

CREATE TABLE satisfaction (
	case_id BIGINT PRIMARY KEY REFERENCES cases(id),	-- of which case
	score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),	-- 1 very dissatisfied to 5 very satisfied
	remark TEXT NOT NULL,	-- the applicant's words
	given_at BIGINT NOT NULL	-- when
);

CREATE TABLE transcript (
	id INTEGER PRIMARY KEY,	-- order of lines
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- of which case
	at BIGINT NOT NULL,	-- when it was said
	who TEXT NOT NULL,	-- applicant, chatbot or officer
	text TEXT NOT NULL	-- what was said, resident numbers cut out
);
CREATE INDEX transcript_case ON transcript (case_id);

ALTER TABLE unsorted ADD COLUMN item TEXT NOT NULL DEFAULT '';	-- JSON of what could be read of it, for another try; empty = nothing
ALTER TABLE unsorted ADD COLUMN data TEXT NOT NULL DEFAULT '';	-- its data, resident numbers cut out
ALTER TABLE unsorted ADD COLUMN answers TEXT NOT NULL DEFAULT '';	-- the form's answers in it, resident numbers cut out
ALTER TABLE unsorted ADD COLUMN discard_by BIGINT NOT NULL DEFAULT 0;	-- who wants it discarded; a second person must confirm
ALTER TABLE unsorted ADD COLUMN discard_reason TEXT NOT NULL DEFAULT '';	-- why
