-- The calendar of each office: public holidays, lunch, and what changing them moved.

CREATE TABLE holiday (
	id INTEGER PRIMARY KEY,	-- order of entries; of two for one day the later one counts
	day BIGINT NOT NULL,	-- the civil day (days since 1970-01-01)
	office TEXT NOT NULL,	-- whose calendar; empty = every office's, until the office says otherwise
	region TEXT NOT NULL,	-- 시·도 or 시군구 whose ordinance sets it; empty = the whole country
	name_ko TEXT NOT NULL,	-- as the decree calls it
	name_en TEXT NOT NULL,	-- the same in English, may be empty
	kind TEXT NOT NULL CHECK (kind IN ('statutory', 'substitute', 'election', 'temporary', 'regional', 'cancelled')),	-- why it is one; cancelled = it is none
	source TEXT NOT NULL,	-- where it is known from
	state TEXT NOT NULL CHECK (state IN ('standing', 'proposed')),	-- proposed = somebody says so, no clock knows it
	by_id BIGINT NOT NULL,	-- who entered it, 0 = the program
	at BIGINT NOT NULL,	-- when
	after_event BIGINT NOT NULL	-- the last event before it: cases that had ended by then keep their due; 0 = it always stood
);
CREATE INDEX holiday_day ON holiday (state, day);

CREATE TABLE holiday_dismissed (
	holiday_id BIGINT NOT NULL REFERENCES holiday(id),	-- the proposal
	office TEXT NOT NULL,	-- which office does not follow it
	by_id BIGINT NOT NULL,	-- who said so
	at BIGINT NOT NULL,	-- when
	reason TEXT NOT NULL,	-- why
	PRIMARY KEY (holiday_id, office)
);

CREATE TABLE lunch (
	id INTEGER PRIMARY KEY,	-- order of entries; of two for one day the later one counts
	office TEXT NOT NULL,	-- whose lunch hour
	from_day BIGINT NOT NULL,	-- from this civil day on (days since 1970-01-01)
	lunch_minute BIGINT NOT NULL CHECK (lunch_minute BETWEEN 660 AND 780),	-- it begins so many minutes after midnight
	by_id BIGINT NOT NULL,	-- who set it
	at BIGINT NOT NULL,	-- when
	after_event BIGINT NOT NULL	-- the last event before it, as in holiday
);
CREATE INDEX lunch_office ON lunch (office, from_day);

CREATE TABLE calendar_change (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- whose calendar was changed
	at BIGINT NOT NULL,	-- when
	by_id BIGINT NOT NULL,	-- by whom
	entries TEXT NOT NULL,	-- what was entered, one a line
	reason TEXT NOT NULL,	-- why, in the clerk's words; may be empty
	place TEXT NOT NULL,	-- the open cases up to here were counted again
	checked BIGINT NOT NULL,	-- how many that were
	is_done BIGINT NOT NULL CHECK (is_done IN (0, 1))	-- 1 = all of them
);
CREATE INDEX calendar_change_undone ON calendar_change (office) WHERE is_done = 0;

CREATE TABLE calendar_move (
	id INTEGER PRIMARY KEY,	-- order of moves
	change_id BIGINT NOT NULL REFERENCES calendar_change(id),	-- what moved it
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose due
	event_id BIGINT NOT NULL REFERENCES event(id),	-- the event that says so, with both dues
	announced_at BIGINT NOT NULL	-- what the applicant had been told then, 0 = nothing
);
CREATE INDEX calendar_move_change ON calendar_move (change_id, id);
