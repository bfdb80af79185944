-- Needs of central systems and joint tasks, which concern no case; messages about
-- no case; and what each channel says it has.

CREATE TABLE need (
	id INTEGER PRIMARY KEY,	-- our number for it
	channel TEXT NOT NULL,	-- through which channel it travels
	reference TEXT NOT NULL,	-- the registering office's own key
	need_id TEXT NOT NULL,	-- the relay's number; empty = it has none yet
	office TEXT NOT NULL,	-- code of the office that registered it
	office_name TEXT NOT NULL,	-- its name, as it was told
	title TEXT NOT NULL,	-- what is needed
	why TEXT NOT NULL,	-- what goes wrong without it
	service TEXT NOT NULL,	-- code of the service it is about; empty = none in particular
	workaround TEXT NOT NULL,	-- what the office does today instead
	registered_at BIGINT NOT NULL,	-- when
	state TEXT NOT NULL CHECK (state IN ('proposed', 'registered', 'accepted', 'planned', 'declined', 'done')),	-- rules/need.h
	reason TEXT NOT NULL,	-- the ministry's words
	planned_day BIGINT NOT NULL,	-- until when it is planned (days since 1970-01-01); 0 = no date
	agency_name TEXT NOT NULL,	-- the ministry that answered
	answered_at BIGINT NOT NULL,	-- when it did
	by_id BIGINT NOT NULL,	-- staff member here who wrote it down, 0 = another office
	version BIGINT NOT NULL,	-- the relay's; 0 = not heard of it yet
	UNIQUE (channel, office, reference)
);
CREATE UNIQUE INDEX need_number ON need (channel, need_id) WHERE need_id <> '';

CREATE TABLE need_second (
	need BIGINT NOT NULL REFERENCES need(id),	-- which need
	office TEXT NOT NULL,	-- code of the office: each counts once
	office_name TEXT NOT NULL,	-- its name
	seconded_at BIGINT NOT NULL,	-- when
	by_id BIGINT NOT NULL,	-- staff member here who said so, 0 = another office
	PRIMARY KEY (need, office)
);

CREATE TABLE joint_task (
	id INTEGER PRIMARY KEY,	-- our number for it
	channel TEXT NOT NULL,	-- through which channel it travels
	task_id TEXT NOT NULL,	-- the relay's number
	title TEXT NOT NULL,	-- what is to be done
	owner TEXT NOT NULL,	-- code of the office or ministry that does it
	owner_name TEXT NOT NULL,	-- its name
	due_day BIGINT NOT NULL,	-- until when (days since 1970-01-01)
	state TEXT NOT NULL CHECK (state IN ('open', 'in-progress', 'done')),	-- rules/need.h
	note TEXT NOT NULL,	-- how it stands, in its owner's words
	reported_at BIGINT NOT NULL,	-- when the owner said so last
	version BIGINT NOT NULL,	-- the relay's
	UNIQUE (channel, task_id)
);

CREATE TABLE national_log (
	id INTEGER PRIMARY KEY,	-- order of what was done
	about TEXT NOT NULL CHECK (about IN ('need', 'task')),	-- what it was done to
	subject BIGINT NOT NULL,	-- its number here
	at BIGINT NOT NULL,	-- when
	by_id BIGINT NOT NULL,	-- staff member
	what TEXT NOT NULL,	-- add, second, answer, update
	text TEXT NOT NULL	-- the words
);
CREATE INDEX national_log_subject ON national_log (about, subject);

-- A message may be about no case: then it has the office alone.
CREATE TABLE outbox_new (
	id INTEGER PRIMARY KEY,	-- order of messages
	case_id BIGINT REFERENCES cases(id),	-- about which case; sent in order within it; NULL = about none
	event_id BIGINT REFERENCES event(id),	-- the event it reports; NULL = none
	office TEXT NOT NULL,	-- whose message it is
	channel TEXT NOT NULL,	-- where it goes
	region TEXT NOT NULL,	-- jurisdiction, for the credentials; empty = the whole country
	kind TEXT NOT NULL,	-- what it is: status, decision, escalation …
	external_id TEXT NOT NULL,	-- the channel's number of what it is about
	op_key TEXT NOT NULL UNIQUE,	-- Idempotency-Key, the same at every try
	body TEXT NOT NULL,	-- JSON, the same bytes at every try
	state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'sent', 'parked', 'held', 'cancelled')),	-- where it stands
	attempts BIGINT NOT NULL,	-- tries so far
	fence BIGINT NOT NULL,	-- grows with each lease; an old holder's result is refused
	lease_until_at BIGINT NOT NULL,	-- the sender's lease lapses here
	next_try_at BIGINT NOT NULL,	-- not before
	created_at BIGINT NOT NULL,	-- with the change it reports
	sent_at BIGINT NOT NULL,	-- accepted by the other side
	last_error TEXT NOT NULL	-- why the last try failed
);
INSERT INTO outbox_new SELECT m.id, m.case_id, m.event_id, c.office, m.channel, m.region, m.kind, m.external_id, m.op_key, m.body, m.state, m.attempts, m.fence, m.lease_until_at, m.next_try_at, m.created_at, m.sent_at, m.last_error FROM outbox m JOIN cases c ON c.id = m.case_id ORDER BY m.id;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_ready ON outbox (next_try_at, id) WHERE state IN ('waiting', 'leased');
CREATE INDEX outbox_case ON outbox (case_id, id);
CREATE INDEX outbox_parked ON outbox (id) WHERE state = 'parked';
CREATE INDEX outbox_national ON outbox (external_id, id) WHERE case_id IS NULL;

-- The feed of the whole country, as soon as one of the office's own is on.
INSERT INTO channel_cursor (channel, region, last_event_id, is_enabled, last_pull_at, last_error) SELECT channel, '', '', MAX(is_enabled), 0, '' FROM channel_cursor WHERE channel = 'gov24' GROUP BY channel;

-- What a channel says it has, the last time it was asked.
CREATE TABLE reconciliation (
	channel TEXT NOT NULL,	-- which channel
	region TEXT NOT NULL,	-- of which jurisdiction
	from_at BIGINT NOT NULL,	-- what was filed from here on …
	until_at BIGINT NOT NULL,	-- … and before this
	asked_at BIGINT NOT NULL,	-- when somebody wanted to know
	heard_at BIGINT NOT NULL,	-- when the channel had answered whole; 0 = not yet
	filed BIGINT NOT NULL,	-- applications it has
	received BIGINT NOT NULL,	-- of which it knows the receipt
	decided BIGINT NOT NULL,	-- of which it knows the decision
	error TEXT NOT NULL,	-- why it did not answer; empty = well
	PRIMARY KEY (channel, region)
);
CREATE TABLE channel_listing (
	channel TEXT NOT NULL,	-- which channel
	region TEXT NOT NULL,	-- of which jurisdiction
	external_id TEXT NOT NULL,	-- the channel's number of the application
	requested_at BIGINT NOT NULL,	-- when it was filed
	is_received BIGINT NOT NULL CHECK (is_received IN (0, 1)),	-- the channel knows the receipt
	is_decided BIGINT NOT NULL CHECK (is_decided IN (0, 1)),	-- the channel knows the decision
	PRIMARY KEY (channel, region, external_id)
);
