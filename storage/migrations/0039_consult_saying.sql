-- What is said in the chat of somebody whom a channel handed over: by the person and
-- by the desk.

CREATE TABLE consult_saying (
	id INTEGER PRIMARY KEY,	-- order of words
	consult_id BIGINT NOT NULL REFERENCES consultation(id),	-- in which consultation
	at BIGINT NOT NULL,	-- when
	staff_id BIGINT NOT NULL,	-- who said it, 0 = the person
	op_key TEXT NOT NULL UNIQUE,	-- repeated requests find the first by it
	text TEXT NOT NULL	-- the words, resident numbers cut
);
CREATE INDEX consult_saying_of ON consult_saying (consult_id, id);
