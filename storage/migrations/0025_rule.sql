-- Rules of an office that act by themselves, what they did, and what they reported.

ALTER TABLE cases ADD COLUMN raised_at BIGINT NOT NULL DEFAULT 0;	-- reported to the superior since and not settled; 0 = not

ALTER TABLE event ADD COLUMN rule TEXT NOT NULL DEFAULT '';	-- name of the rule that did it by itself; '' = a person or a channel did

CREATE TABLE auto_rule (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- whose cases it is for
	place BIGINT NOT NULL,	-- in this order they are asked
	name TEXT NOT NULL,	-- what the office calls it
	moment TEXT NOT NULL,	-- when it is asked: arrival, or clock (each minute)
	query TEXT NOT NULL,	-- which cases it is for, in the language of the lists
	action TEXT NOT NULL,	-- what it does: receive, assign, issue, escalate, raise
	assignee TEXT NOT NULL,	-- login it assigns to; '' = not asked
	officer TEXT NOT NULL,	-- login in whose name it decides or asks; '' = not asked
	agency TEXT NOT NULL,	-- whom it asks; '' = not asked
	text TEXT NOT NULL,	-- what it says
	is_on BIGINT NOT NULL,	-- 1 = it acts, 0 = it is only kept
	version BIGINT NOT NULL,	-- counts its changes: a changed rule is asked about each case anew
	author_id BIGINT NOT NULL REFERENCES staff(id),	-- whose rights it has, who wrote it last
	changed_at BIGINT NOT NULL,	-- when
	UNIQUE (office, name)
);

CREATE TABLE auto_firing (
	rule_id BIGINT NOT NULL,	-- which rule, also one that is gone
	rule_version BIGINT NOT NULL,	-- as it was then
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- on which case
	at BIGINT NOT NULL,	-- when
	reason TEXT NOT NULL,	-- '' = it acted, else why the rules of the office said no
	detail TEXT NOT NULL,	-- the word in the reason's sentence
	PRIMARY KEY (rule_id, rule_version, case_id)
);
CREATE INDEX auto_firing_case ON auto_firing (case_id);

CREATE TABLE auto_mark (
	id BIGINT PRIMARY KEY CHECK (id = 1),	-- one row, or none: no rule was ever switched on
	case_id BIGINT NOT NULL	-- cases up to this one were asked about when they arrived
);

CREATE INDEX cases_raised ON cases (office, raised_at) WHERE raised_at > 0;
