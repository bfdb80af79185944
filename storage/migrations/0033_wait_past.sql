-- What was before a waiting figure: the day in parts, and what tells how long a
-- wait takes. Of each task only so much as tells that.

ALTER TABLE wait_figure ADD COLUMN series BIGINT NOT NULL DEFAULT 0;	-- its wait_past, 0 = none yet
ALTER TABLE wait_figure ADD COLUMN pace TEXT NOT NULL DEFAULT '';	-- how fast people are called, as rules/wait_pace writes it
ALTER TABLE wait_figure ADD COLUMN p50_sec BIGINT NOT NULL DEFAULT -1;	-- half of those who came then wait less, -1 = cannot be told
ALTER TABLE wait_figure ADD COLUMN p90_sec BIGINT NOT NULL DEFAULT -1;	-- … and nine in ten
ALTER TABLE wait_figure ADD COLUMN samples BIGINT NOT NULL DEFAULT 0;	-- waits that came true it rests on
ALTER TABLE wait_figure ADD COLUMN busy_hour BIGINT NOT NULL DEFAULT -1;	-- busiest hour of this weekday, -1 = too few days
ALTER TABLE wait_figure ADD COLUMN busy_days BIGINT NOT NULL DEFAULT 0;	-- days it rests on

CREATE TABLE wait_past (
	id INTEGER PRIMARY KEY,	-- the series
	past TEXT NOT NULL,	-- waits on their way and ratios of those that came true, as rules/wait_pace writes it
	today TEXT NOT NULL	-- people waiting in each ten minutes of its day so far
);

CREATE TABLE wait_day (
	series BIGINT NOT NULL,	-- whose
	day BIGINT NOT NULL,	-- a day that is over
	hours TEXT NOT NULL,	-- its hours, as rules/wait_pace writes them
	PRIMARY KEY (series, day)
);

CREATE TABLE wait_alert (
	office TEXT PRIMARY KEY,	-- whose desks are told
	minutes BIGINT NOT NULL,	-- waits from so long on, 0 = not by time
	people BIGINT NOT NULL	-- … or from so many people on, 0 = not by people
);
