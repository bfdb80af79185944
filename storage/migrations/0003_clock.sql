-- The statutory clock: more time, and what a list must know of it.

CREATE TABLE extension (
	id INTEGER PRIMARY KEY,	-- order of extensions
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- whose period was extended
	event_id BIGINT NOT NULL REFERENCES event(id),	-- the event that did it
	reason TEXT NOT NULL,	-- why, as 시행령 §21 lists it: cooperation, facts …
	period TEXT NOT NULL,	-- by how much: 2d, 1m
	has_consent BIGINT NOT NULL CHECK (has_consent IN (0, 1))	-- 1 = the applicant agreed to a second one
);
CREATE INDEX extension_case ON extension (case_id);

ALTER TABLE cases ADD COLUMN paused_day BIGINT NOT NULL DEFAULT 0;	-- the clock stands still since this civil day (days since 1970-01-01), 0 = it does not
ALTER TABLE cases ADD COLUMN extensions BIGINT NOT NULL DEFAULT 0;	-- how often its period was extended
UPDATE cases SET paused_day = (SELECT MAX(p.from_day) FROM pause p WHERE p.case_id = cases.id AND p.to_day = 0) WHERE EXISTS (SELECT 1 FROM pause p WHERE p.case_id = cases.id AND p.to_day = 0);
