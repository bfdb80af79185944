-- Bulk work: an op on a frozen list of cases, so that it can be tried, stopped, gone
-- on with, told and taken back.

CREATE TABLE batch (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- in which office
	author_id BIGINT NOT NULL,	-- whose rights it has
	key TEXT NOT NULL UNIQUE,	-- the op-keys of its items are made from it
	fingerprint TEXT NOT NULL,	-- of the list it was made from: a repeat is the same one
	source TEXT NOT NULL,	-- where its list is from: file, stdin, query, marks, undo
	op TEXT NOT NULL,	-- of its items; mixed where they differ
	is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),	-- all or nothing
	is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),	-- its list is complete
	state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'stopped', 'done', 'undone')),	-- how far it is
	undo_of BIGINT NOT NULL,	-- the batch that it takes back; 0 = none
	created_at BIGINT NOT NULL,	-- when its list was begun
	changed_at BIGINT NOT NULL,	-- when something of it was done last
	items BIGINT NOT NULL,	-- how long its list is
	done BIGINT NOT NULL,	-- how many are done and not taken back
	refused BIGINT NOT NULL,	-- how many were refused or failed
	undone BIGINT NOT NULL	-- how many were taken back
);
CREATE INDEX batch_newest ON batch (office, id);

CREATE TABLE batch_item (
	batch_id BIGINT NOT NULL,	-- of which batch
	no BIGINT NOT NULL,	-- from 1, in the order of the input
	line BIGINT NOT NULL,	-- of the input; 0 = it has none
	number TEXT NOT NULL,	-- the case as the input names it, then as it has it
	case_id BIGINT NOT NULL,	-- the case, found when the list was frozen; 0 = none
	op TEXT NOT NULL,	-- what is done to it
	act TEXT NOT NULL,	-- the op's inputs, by name; empty where they could not be read
	state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'failed', 'undone')),	-- what became of it
	reason TEXT NOT NULL,	-- why not: a name of the reason table, or of a failure
	detail TEXT NOT NULL,	-- what the reason is about; the sentence of a failure
	state_before TEXT NOT NULL,	-- of the case
	state_after TEXT NOT NULL,	-- of the case
	version BIGINT NOT NULL,	-- of the case, after it
	event_id BIGINT NOT NULL,	-- the event that it is; 0 = not done
	of_no BIGINT NOT NULL,	-- undo: the item of the other batch; 0 = none
	assignee_before BIGINT NOT NULL,	-- who was in charge before; 0 = nobody
	other_batch BIGINT NOT NULL,	-- another batch about the same case; 0 = none
	PRIMARY KEY (batch_id, no)
);
CREATE INDEX batch_item_case ON batch_item (case_id, batch_id) WHERE case_id > 0;
