-- 서식불일치: what does not fit its form must be found without judging it again.

ALTER TABLE cases ADD COLUMN mismatches BIGINT NOT NULL DEFAULT -1;	-- answers that are missing or do not fit the form, counted whenever they change; -1 = not judged yet
CREATE INDEX cases_mismatch ON cases (office, id) WHERE is_open = 1 AND mismatches > 0;
CREATE INDEX cases_unjudged ON cases (id) WHERE is_open = 1 AND mismatches < 0;

-- Answers in which something is needed: marked by a clerk, then asked for.
CREATE TABLE field_flag (
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- of which case
	field TEXT NOT NULL,	-- name of the answer; of a list "members.1.name"
	by_id BIGINT NOT NULL,	-- who marked it
	at BIGINT NOT NULL,	-- when
	demand_event BIGINT NOT NULL,	-- the event of the demand that asks for it, 0 = not asked yet
	PRIMARY KEY (case_id, field)
);
