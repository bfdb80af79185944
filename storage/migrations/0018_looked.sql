-- What each person has looked at, so that it is found again and what is new shows.

CREATE TABLE looked (
	staff_id BIGINT NOT NULL,	-- who looked
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- at which case
	at BIGINT NOT NULL,	-- when it was opened last; each opening is in access_log too
	version BIGINT NOT NULL,	-- of the case as it was seen, or made, last
	event_id BIGINT NOT NULL,	-- the last event seen
	PRIMARY KEY (staff_id, case_id)
);
CREATE INDEX looked_newest ON looked (staff_id, at, case_id);
