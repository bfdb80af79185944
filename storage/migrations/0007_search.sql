-- What cases are found by: two letters that stand beside each other, initials,
-- whole names, the end of a telephone number. Terms are numbers (storage/search.h).

CREATE TABLE search (
	id INTEGER PRIMARY KEY,	-- which 4096 cases (upper 18 bits) and which term (lower 45 bits)
	places BLOB NOT NULL	-- which of them have it: 16-bit numbers in order, or a bit for each
);

CREATE TABLE search_done (
	id BIGINT PRIMARY KEY CHECK (id = 1),	-- one row
	last_id BIGINT NOT NULL	-- cases up to this one are in; the largest number once all are
);
INSERT INTO search_done (id, last_id)
	SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM cases) THEN 0 ELSE 9223372036854775807 END;
