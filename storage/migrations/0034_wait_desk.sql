-- Desks that a source knows, whether or not it says who waits there; and who typed
-- a waiting figure.

CREATE TABLE wait_desk (
	source TEXT NOT NULL,	-- who said so
	region TEXT NOT NULL,	-- 시군구 code of the desk
	desk_id TEXT NOT NULL,	-- the source's number of the desk
	desk TEXT NOT NULL,	-- what the source calls the desk
	hours TEXT NOT NULL,	-- when it is open, in the source's words; empty = not said
	taken_at BIGINT NOT NULL,	-- when it came to us
	PRIMARY KEY (source, region, desk_id)
);

ALTER TABLE wait_figure ADD COLUMN by_id BIGINT NOT NULL DEFAULT 0;	-- who typed it, of staff; 0 = a source said it
