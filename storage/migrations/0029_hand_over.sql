-- Hand-overs hop by hop: in whose hands an escalation is, since when, and by when the next hop must be acknowledged.

ALTER TABLE escalation ADD COLUMN kind TEXT NOT NULL DEFAULT 'guideline-question';	-- which of rules/escalation.c's kinds
ALTER TABLE escalation ADD COLUMN serial BIGINT NOT NULL DEFAULT 1;	-- which hand-over of its case, from 1
ALTER TABLE escalation ADD COLUMN hop TEXT NOT NULL DEFAULT 'sent';	-- where it is (rules/escalation.c): proposed, queued, sent, received, accepted, returned, answered, closed, cancelled
ALTER TABLE escalation ADD COLUMN op_key TEXT NOT NULL DEFAULT '';	-- of the message that carries it; empty = none was written
ALTER TABLE escalation ADD COLUMN event_id BIGINT NOT NULL DEFAULT 0;	-- the event that sent it; 0 = none yet, or not known
ALTER TABLE escalation ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;	-- by when the next hop must follow; 0 = nothing follows
ALTER TABLE escalation ADD COLUMN sent_at BIGINT NOT NULL DEFAULT 0;	-- the relay took it
ALTER TABLE escalation ADD COLUMN accepted_at BIGINT NOT NULL DEFAULT 0;	-- the receiver works on it
ALTER TABLE escalation ADD COLUMN closed_at BIGINT NOT NULL DEFAULT 0;	-- the desk took the answer or the return up
ALTER TABLE escalation ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';	-- why it was returned, a name of rules/escalation.c
ALTER TABLE escalation ADD COLUMN receipt_no TEXT NOT NULL DEFAULT '';	-- the receiver's own number
ALTER TABLE escalation ADD COLUMN officer TEXT NOT NULL DEFAULT '';	-- who reported last there: department, name, contact
ALTER TABLE escalation ADD COLUMN proposal TEXT NOT NULL DEFAULT '';	-- what the desk would decide
ALTER TABLE escalation ADD COLUMN body TEXT NOT NULL DEFAULT '';	-- the bytes that go, or went, to the relay
UPDATE escalation SET hop = CASE WHEN ended_at <> 0 THEN 'closed' WHEN acknowledged_at <> 0 THEN 'received' ELSE 'sent' END, sent_at = asked_at, closed_at = ended_at;
CREATE INDEX escalation_key ON escalation (op_key);

ALTER TABLE cases ADD COLUMN hop_due_at BIGINT NOT NULL DEFAULT 0;	-- the due_at of its hand-over; 0 = none is awaited
ALTER TABLE cases ADD COLUMN bounces BIGINT NOT NULL DEFAULT 0;	-- how often a hand-over of it was returned
CREATE INDEX cases_hop_due ON cases (office, hop_due_at, id) WHERE hop_due_at > 0;
