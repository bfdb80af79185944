-- Outages of the systems that cases come through (시행령 §20 2호, §6의2③).

CREATE TABLE outage (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- the office that recorded it
	channel TEXT NOT NULL,	-- code of the channel whose system stood still, empty = every channel
	from_at BIGINT NOT NULL,	-- it stood still from here
	until_at BIGINT NOT NULL,	-- to here, 0 = it still does
	reason TEXT NOT NULL,	-- what happened, in words
	evidence TEXT NOT NULL,	-- what shows it: a notice, a log, a letter
	by_id BIGINT NOT NULL,	-- who recorded its beginning
	entered_at BIGINT NOT NULL,	-- when
	ended_by_id BIGINT NOT NULL,	-- who recorded its end, 0 = not yet
	ended_at BIGINT NOT NULL	-- when that was entered
);
CREATE INDEX outage_office ON outage (office, id);

CREATE TABLE case_outage (
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose clock it stops
	outage_id BIGINT NOT NULL REFERENCES outage(id),	-- which outage
	from_at BIGINT NOT NULL,	-- as the case's clock has it
	until_at BIGINT NOT NULL,	-- 0 = still on
	begun_event BIGINT NOT NULL,	-- the event of the case that recorded it
	ended_event BIGINT NOT NULL,	-- the event that ended it, 0 = none yet
	PRIMARY KEY (case_id, outage_id)
);
CREATE INDEX case_outage_open ON case_outage (outage_id) WHERE until_at = 0;

ALTER TABLE cases ADD COLUMN outage_at BIGINT NOT NULL DEFAULT 0;	-- an outage stops the clock since this instant, 0 = none does
ALTER TABLE cases ADD COLUMN is_outage_receipt BIGINT NOT NULL DEFAULT 0 CHECK (is_outage_receipt IN (0, 1));	-- 장애기간접수: registered after an outage with its true time of receipt
