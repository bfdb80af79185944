-- The first schema. It is the data dictionary: a sentence on every column.
-- Instants are UTC seconds, 0 where there is none yet; flags are 0 or 1.

CREATE TABLE store (
	id BIGINT PRIMARY KEY CHECK (id = 1),	-- one row: this store
	is_practice BIGINT NOT NULL CHECK (is_practice IN (0, 1)),	-- never changes after creation
	owner_uid BIGINT NOT NULL,	-- the uid that created it; in practice it may play anyone
	created_at BIGINT NOT NULL	-- when it was created
);

CREATE TABLE office (
	code TEXT PRIMARY KEY,	-- the office's code; 시군구 code for a district office
	name TEXT NOT NULL	-- as letters write it: 서대문구청
);

CREATE TABLE jurisdiction (
	region TEXT PRIMARY KEY,	-- 시군구 code; one office answers for it
	office TEXT NOT NULL REFERENCES office(code)	-- that office
);

CREATE TABLE staff (
	id INTEGER PRIMARY KEY,	-- our number for the person
	login TEXT NOT NULL UNIQUE,	-- the name on command lines and in records
	name TEXT NOT NULL,	-- as letters write it
	role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'auditor')),	-- one person, one role
	office TEXT NOT NULL REFERENCES office(code),	-- where the person works
	department TEXT NOT NULL,	-- for notices (Decree §31)
	contact TEXT NOT NULL,	-- office telephone, for notices (Decree §31)
	uid BIGINT UNIQUE,	-- the kernel's word for the person; NULL in practice
	is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)),	-- 0 = every request is refused
	created_at BIGINT NOT NULL	-- when the account was made
);

CREATE TABLE staff_change (
	id INTEGER PRIMARY KEY,	-- order of changes
	at BIGINT NOT NULL,	-- when
	by_id BIGINT NOT NULL,	-- who changed it; 0 at creation of the store
	staff_id BIGINT NOT NULL,	-- whose account
	what TEXT NOT NULL	-- add, enable, disable and the role: kept three years
);

CREATE TABLE cases (
	id INTEGER PRIMARY KEY,	-- our number for the case
	office TEXT NOT NULL,	-- the office that answers for it
	channel TEXT NOT NULL,	-- code of the channel it came through
	external_id TEXT NOT NULL,	-- the channel's number for it
	region TEXT NOT NULL,	-- 시군구 code at receipt, kept when codes change
	service TEXT NOT NULL,	-- code of the service applied for
	receipt_no TEXT UNIQUE,	-- receipt number, NULL until received
	title TEXT NOT NULL,	-- what was applied for, in the channel's words
	applicant_name TEXT NOT NULL,	-- plain; masked by the office before it leaves
	form_version TEXT NOT NULL,	-- the form version it came with, for ever
	final_by TEXT NOT NULL CHECK (final_by IN ('officer', 'approver')),	-- who completes it
	state TEXT NOT NULL,	-- name of the state (rules/workflow.c)
	is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),	-- 1 while anybody has work with it
	assignee_id BIGINT NOT NULL,	-- staff member in charge, 0 = nobody
	lease_holder_id BIGINT NOT NULL,	-- who holds it now, 0 = nobody
	lease_until_at BIGINT NOT NULL,	-- the lease lapses here
	arrived_at BIGINT NOT NULL,	-- 도달: reached the office's portal
	received_at BIGINT NOT NULL,	-- 접수
	due_at BIGINT NOT NULL,	-- the legal end of the period that runs; far future = none
	completed_at BIGINT NOT NULL,	-- approval of the decision
	version BIGINT NOT NULL,	-- grows by one with every change
	UNIQUE (channel, external_id)
);
CREATE INDEX cases_open_due ON cases (office, due_at, id) WHERE is_open = 1;
CREATE INDEX cases_state_due ON cases (office, state, due_at, id);
CREATE INDEX cases_assignee_due ON cases (assignee_id, due_at, id) WHERE is_open = 1 AND assignee_id > 0;
CREATE INDEX cases_arrived ON cases (office, arrived_at, id);
CREATE INDEX cases_external ON cases (external_id);

CREATE TABLE applicant (
	case_id BIGINT PRIMARY KEY REFERENCES cases(id),	-- whose application
	phone TEXT NOT NULL,	-- digits and hyphens as handed over
	address TEXT NOT NULL,	-- one line
	birth TEXT NOT NULL,	-- YYYY-MM-DD or empty
	sex TEXT NOT NULL	-- the seventh digit of the resident number, or empty; the rest is dropped
);

CREATE TABLE form (
	case_id BIGINT PRIMARY KEY REFERENCES cases(id),	-- whose form
	answers TEXT NOT NULL,	-- JSON object as submitted, resident numbers cut out
	fingerprint TEXT NOT NULL,	-- SHA-256 of the whole submission, cut the same way
	numbers_cut BIGINT NOT NULL	-- how many resident numbers were dropped at intake
);

CREATE TABLE event (
	id INTEGER PRIMARY KEY,	-- order of events
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- which case
	kind TEXT NOT NULL,	-- name of the op, or arrived
	actor_id BIGINT NOT NULL,	-- staff member, 0 = the program
	entered_at BIGINT NOT NULL,	-- when it was typed
	effective_at BIGINT NOT NULL,	-- when it counts from
	state_before TEXT NOT NULL,	-- name of the state, empty at arrival
	state_after TEXT NOT NULL,	-- name of the state
	version_after BIGINT NOT NULL,	-- the case's version after it
	due_before BIGINT NOT NULL,	-- due_at before it
	due_after BIGINT NOT NULL,	-- due_at after it
	op_key TEXT NOT NULL UNIQUE,	-- repeated requests find the first result by it
	request_hash TEXT NOT NULL,	-- SHA-256 of the request; another request may not use the key
	text TEXT NOT NULL	-- note, question, reason: what the clerk wrote
);
CREATE INDEX event_case ON event (case_id);

CREATE TABLE draft (
	case_id BIGINT PRIMARY KEY REFERENCES cases(id),	-- whose decision
	outcome TEXT NOT NULL CHECK (outcome IN ('complete', 'refuse')),	-- what it says
	text TEXT NOT NULL,	-- the words to the applicant
	reasons TEXT NOT NULL,	-- legal ground and reason, one a line (APA §23)
	remedies TEXT NOT NULL,	-- remedies and periods, one a line (APA §26)
	by_id BIGINT NOT NULL,	-- who drafted it
	drafted_at BIGINT NOT NULL,	-- when
	approved_by_id BIGINT NOT NULL,	-- who approved it, 0 = not yet
	approved_at BIGINT NOT NULL	-- when; the completion of the case
);

CREATE TABLE escalation (
	id INTEGER PRIMARY KEY,	-- our number for it
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- about which case
	agency TEXT NOT NULL,	-- ministry asked
	question TEXT NOT NULL,	-- what was asked
	by_id BIGINT NOT NULL,	-- who asked
	asked_at BIGINT NOT NULL,	-- when
	ended_at BIGINT NOT NULL	-- 협의 종료
);
CREATE INDEX escalation_case ON escalation (case_id);

CREATE TABLE outbox (
	id INTEGER PRIMARY KEY,	-- order of messages
	case_id BIGINT NOT NULL REFERENCES cases(id),	-- about which case; sent in order within it
	event_id BIGINT NOT NULL REFERENCES event(id),	-- the event it reports
	channel TEXT NOT NULL,	-- where it goes
	region TEXT NOT NULL,	-- jurisdiction, for the credentials
	kind TEXT NOT NULL,	-- what it is: status, decision, escalation …
	external_id TEXT NOT NULL,	-- the channel's number of the case
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
CREATE INDEX outbox_ready ON outbox (next_try_at, id) WHERE state IN ('waiting', 'leased');
CREATE INDEX outbox_case ON outbox (case_id, id);

CREATE TABLE inbox (
	channel TEXT NOT NULL,	-- who handed it over
	region TEXT NOT NULL,	-- through which feed
	event_id TEXT NOT NULL,	-- the channel's number of the event
	fingerprint TEXT NOT NULL,	-- SHA-256 of its bytes, resident numbers cut out
	result TEXT NOT NULL,	-- case, event, duplicate or unsorted
	at BIGINT NOT NULL,	-- when it was handed in
	PRIMARY KEY (channel, region, event_id, fingerprint)
);

CREATE TABLE unsorted (
	id INTEGER PRIMARY KEY,	-- our number for it
	channel TEXT NOT NULL,	-- who handed it over
	region TEXT NOT NULL,	-- through which feed
	office TEXT NOT NULL,	-- the office that sees it
	event_id TEXT NOT NULL,	-- the channel's number of the event, if it could be read
	external_id TEXT NOT NULL,	-- the channel's number of the case, if it could be read
	reason TEXT NOT NULL,	-- name of the reason (rules/verdict.c)
	detail TEXT NOT NULL,	-- what fills the reason's sentence
	raw BLOB NOT NULL,	-- the bytes as handed over, resident numbers cut out
	arrived_at BIGINT NOT NULL,	-- when it was handed in
	state TEXT NOT NULL CHECK (state IN ('open', 'done'))	-- whether somebody dealt with it
);
CREATE INDEX unsorted_office ON unsorted (office, id);

CREATE TABLE channel_cursor (
	channel TEXT NOT NULL,	-- which channel
	region TEXT NOT NULL,	-- which jurisdiction
	last_event_id TEXT NOT NULL,	-- everything up to here is in the store
	is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)),	-- 0 = sync leaves it alone
	last_pull_at BIGINT NOT NULL,	-- the last page that came
	last_error TEXT NOT NULL,	-- what the last round said; empty = well
	PRIMARY KEY (channel, region)
);

CREATE TABLE counter (
	office TEXT NOT NULL,	-- whose
	state TEXT NOT NULL,	-- name of the state
	count BIGINT NOT NULL,	-- cases in it; changed once a transaction
	PRIMARY KEY (office, state)
);

CREATE TABLE receipt_serial (
	office TEXT NOT NULL,	-- whose
	year BIGINT NOT NULL,	-- of receipt, in Korea
	last BIGINT NOT NULL,	-- the last number given
	PRIMARY KEY (office, year)
);

CREATE TABLE access_log (
	id INTEGER PRIMARY KEY,	-- order of accesses
	at BIGINT NOT NULL,	-- 접속일시
	staff_id BIGINT NOT NULL,	-- 식별자
	login TEXT NOT NULL,	-- 식별자, as it was then
	place TEXT NOT NULL,	-- 접속지 정보
	subject TEXT NOT NULL,	-- 처리한 정보주체 정보: the case, or how many of which query
	operation TEXT NOT NULL	-- 수행업무
);
