-- Questions and answers that offices add to those that come with the program, what
-- nobody could answer, and how often which answer was used.

CREATE TABLE knowledge (
	id INTEGER PRIMARY KEY,	-- our number for one version of an entry
	office TEXT NOT NULL,	-- whose entry it is
	key TEXT NOT NULL,	-- CODE.topic, of a region CODE.topic@REGION
	layer TEXT NOT NULL,	-- central, sido, sigungu or office
	region TEXT NOT NULL,	-- where it is right; empty = everywhere
	service TEXT NOT NULL,	-- code of the service it is about; empty = none in particular
	question TEXT NOT NULL,	-- as people ask it
	answer TEXT NOT NULL,	-- what to say
	source TEXT NOT NULL,	-- where it stands: an article, a page; empty = an example
	valid_from BIGINT NOT NULL,	-- first day it holds, 0 = always did
	valid_until BIGINT NOT NULL,	-- last day it holds, 0 = open
	confidence TEXT NOT NULL,	-- verified, high, background or 예시
	state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'retired')),	-- one of a key is current
	version BIGINT NOT NULL,	-- of the key in this office and layer, from 1
	by_id BIGINT NOT NULL,	-- who wrote or retired it
	changed_at BIGINT NOT NULL,	-- when
	reason TEXT NOT NULL	-- why it was changed or retired
);
CREATE UNIQUE INDEX knowledge_current ON knowledge (office, key, layer) WHERE state = 'current';
CREATE INDEX knowledge_versions ON knowledge (office, key, version);

CREATE TABLE question (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- where it was asked
	region TEXT NOT NULL,	-- which region it is about
	service TEXT NOT NULL,	-- which service it is about; empty = not known
	text TEXT NOT NULL,	-- what was asked, without personal data
	state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'dismissed')),	-- what became of it
	asked BIGINT NOT NULL,	-- how often the same words came
	first_at BIGINT NOT NULL,	-- when it was left
	last_at BIGINT NOT NULL,	-- when it was asked last
	by_id BIGINT NOT NULL,	-- who left it first
	key TEXT NOT NULL,	-- the entry that answers it; empty = none
	closed_at BIGINT NOT NULL,	-- when it was closed, 0 = it is open
	closed_by BIGINT NOT NULL,	-- who closed it, 0 = nobody
	reason TEXT NOT NULL	-- why it was dismissed
);
CREATE UNIQUE INDEX question_open ON question (office, text) WHERE state = 'open';
CREATE INDEX question_list ON question (office, id);

CREATE TABLE knowledge_use (
	office TEXT NOT NULL,	-- where
	day BIGINT NOT NULL,	-- on which day
	key TEXT NOT NULL,	-- of the entry; empty = none
	what TEXT NOT NULL,	-- asked, inserted, told or missed
	count BIGINT NOT NULL,	-- how often; by whom and for whom is not kept
	PRIMARY KEY (office, day, key, what)
);

CREATE TABLE consult_answer (
	id INTEGER PRIMARY KEY,	-- order of answers
	consult_id BIGINT NOT NULL REFERENCES consultation(id),	-- in which consultation
	key TEXT NOT NULL,	-- of the entry that was told
	layer TEXT NOT NULL,	-- which layer of it
	version BIGINT NOT NULL,	-- which version of it, 0 = as it came with the program
	at BIGINT NOT NULL,	-- when
	by_id BIGINT NOT NULL	-- who told it
);
CREATE INDEX consult_answer_of ON consult_answer (consult_id, id);
