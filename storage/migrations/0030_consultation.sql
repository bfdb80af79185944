-- The office's own consultation desk: who waits, is called, is talked to; and the
-- log of waits that estimates are made of.

CREATE TABLE consultation (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- whose desk
	channel TEXT NOT NULL,	-- code of the channel that asked for it; empty = the desk itself
	external_id TEXT NOT NULL,	-- the channel's number of it; empty = the desk itself
	kind TEXT NOT NULL,	-- phone, chat, video or counter
	task TEXT NOT NULL,	-- what it is about (rules/consult.c)
	priority BIGINT NOT NULL,	-- 1 goes before 0
	who TEXT NOT NULL,	-- name of the person, plain; masked by the office before it leaves
	contact TEXT NOT NULL,	-- where to call back
	topic TEXT NOT NULL,	-- what the person wants, in a sentence
	state TEXT NOT NULL,	-- waiting, later, called, serving, held, done, no-show, left or ended
	ready_at BIGINT NOT NULL,	-- nobody is called before
	is_promised BIGINT NOT NULL CHECK (is_promised IN (0, 1)),	-- a call back at ready_at was promised
	staff_id BIGINT NOT NULL,	-- who has or had it, 0 = nobody yet
	case_id BIGINT NOT NULL,	-- the case it is about, 0 = none
	created_at BIGINT NOT NULL,	-- when the person came
	ended_at BIGINT NOT NULL,	-- when it was over, 0 = not yet
	warned_at BIGINT NOT NULL,	-- when the person was warned for abuse (민원처리법 §4), 0 = not
	warned_for TEXT NOT NULL,	-- why: a reason of rules/consult.c; empty = not
	result TEXT NOT NULL,	-- what came of it; of an ended one the reason
	note TEXT NOT NULL,	-- what was said, in words
	visit_id BIGINT NOT NULL	-- the wait that runs or ran last
);
CREATE INDEX consultation_open ON consultation (office, id) WHERE ended_at = 0;
CREATE INDEX consultation_ended ON consultation (office, ended_at) WHERE ended_at > 0;
CREATE INDEX consultation_case ON consultation (case_id) WHERE case_id > 0;
CREATE UNIQUE INDEX consultation_external ON consultation (channel, external_id) WHERE channel <> '';

CREATE TABLE consult_interval (
	id INTEGER PRIMARY KEY,	-- order of intervals
	consult_id BIGINT NOT NULL REFERENCES consultation(id),	-- of which consultation
	state TEXT NOT NULL,	-- what it was in meanwhile
	from_at BIGINT NOT NULL,	-- since
	until_at BIGINT NOT NULL,	-- until, 0 = it is still; one begins where the one before ends
	staff_id BIGINT NOT NULL,	-- who began it, 0 = a channel
	op_key TEXT NOT NULL UNIQUE,	-- repeated requests find the first result by it
	text TEXT NOT NULL	-- note, reason or promise
);
CREATE INDEX consult_interval_of ON consult_interval (consult_id, id);

CREATE TABLE consult_visit (
	id INTEGER PRIMARY KEY,	-- order of waits
	consult_id BIGINT NOT NULL REFERENCES consultation(id),	-- of which consultation
	office TEXT NOT NULL,	-- whose desk
	task TEXT NOT NULL,	-- for what
	priority BIGINT NOT NULL,	-- 2 = a promised call back, 1 goes before 0
	came_at BIGINT NOT NULL,	-- began to wait
	called_at BIGINT NOT NULL,	-- the wait that came true, 0 = not yet, or never
	gone_at BIGINT NOT NULL,	-- left the line or the desk, 0 = not yet
	staff_id BIGINT NOT NULL,	-- who called or put it off, 0 = nobody
	ahead BIGINT NOT NULL,	-- people ahead then
	servers BIGINT NOT NULL,	-- staff at the desk then
	busy BIGINT NOT NULL,	-- of these with somebody
	scale_ms BIGINT NOT NULL,	-- what the line said of the wait (rules/wait_estimate.h), 0 = nothing was said
	p50_sec BIGINT NOT NULL,	-- the median that was told, -1 = too few waits to tell
	p90_sec BIGINT NOT NULL,	-- the 90th percentile that was told
	samples BIGINT NOT NULL	-- waits it rested on
);
CREATE INDEX consult_visit_office ON consult_visit (office, id);

CREATE TABLE staff_skill (
	staff_id BIGINT NOT NULL,	-- who
	task TEXT NOT NULL,	-- takes this; who has no row takes everything
	PRIMARY KEY (staff_id, task)
);
