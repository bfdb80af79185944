-- SPDX-License-Identifier: ISC
-- Makes a copy of a store write down every row that is written to it, in order, so
-- that bare_replay can write the same ones. Prints the triggers: run what it prints.
SELECT 'CREATE TABLE replay (seq INTEGER PRIMARY KEY, tbl TEXT, kind TEXT, mask TEXT, ' ||
	group_concat('v' || value) || ');'
FROM generate_series(0, 47);

WITH part AS (
	SELECT m.name AS tbl, k.kind, k.event,
		(SELECT group_concat('v' || c.cid) FROM pragma_table_info(m.name) c) AS places,
		(SELECT group_concat(k.row || '."' || c.name || '"') FROM pragma_table_info(m.name) c)
			AS cells,
		CASE WHEN k.kind = 'U' THEN (SELECT group_concat('(OLD."' || c.name || '" IS NOT NEW."' ||
			c.name || '")', '||') FROM pragma_table_info(m.name) c) ELSE '''''' END AS mask
	FROM sqlite_master m, (SELECT 'I' AS kind, 'INSERT' AS event, 'NEW' AS row UNION ALL
		SELECT 'U', 'UPDATE', 'NEW' UNION ALL SELECT 'D', 'DELETE', 'OLD') k
	WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'replay'
)
SELECT 'CREATE TRIGGER replay_' || kind || '_' || tbl || ' AFTER ' || event || ' ON "' || tbl ||
	'" BEGIN INSERT INTO replay (tbl, kind, mask, ' || places || ') VALUES (''' || tbl ||
	''', ''' || kind || ''', ' || mask || ', ' || cells || '); END;'
FROM part;
