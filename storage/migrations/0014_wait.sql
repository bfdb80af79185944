-- How long people wait for a consultation, as offices report it. The newest of
-- each source only; what was before is for later.

CREATE TABLE wait_figure (
	source TEXT NOT NULL,	-- who reported it: code of the channel whose relay said so
	region TEXT NOT NULL,	-- 시군구 code of the office
	desk_id TEXT NOT NULL,	-- the source's number of the desk
	task_no TEXT NOT NULL,	-- the source's number of the task
	desk TEXT NOT NULL,	-- what the source calls the desk
	task TEXT NOT NULL,	-- what the source calls the task
	waiting BIGINT NOT NULL,	-- people waiting; -1 = not said, never taken for 0
	called BIGINT NOT NULL,	-- the number called now; -1 = not said
	counters BIGINT NOT NULL,	-- counters open; -1 = not said
	observed_at BIGINT NOT NULL,	-- when it was so, by the source; 0 = not said
	taken_at BIGINT NOT NULL,	-- when it came to us
	PRIMARY KEY (source, region, desk_id, task_no)
);
CREATE INDEX wait_figure_region ON wait_figure (region, desk_id, task_no);

CREATE TABLE wait_source (
	source TEXT NOT NULL,	-- who is asked
	region TEXT NOT NULL,	-- for which office
	asked_at BIGINT NOT NULL,	-- when it was asked last
	heard_at BIGINT NOT NULL,	-- when it last answered well; 0 = never
	error TEXT NOT NULL,	-- why the last asking failed; empty = well
	PRIMARY KEY (source, region)
);
