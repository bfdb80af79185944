-- What was told of the hours of the day before they began, and the waits that came
-- true in them; and how ranges told of other desks have held.

CREATE TABLE wait_forecast (
	office TEXT NOT NULL,	-- whose consultation desk
	hour_at BIGINT NOT NULL,	-- when the hour begins
	told_at BIGINT NOT NULL,	-- when it was told first, before that
	p50_sec BIGINT NOT NULL,	-- half of those who come in the hour wait less, -1 = too few waits to tell
	p90_sec BIGINT NOT NULL,	-- … and nine in ten
	samples BIGINT NOT NULL,	-- waits it rested on
	settled_at BIGINT NOT NULL,	-- when the waits of the hour had come true, 0 = not yet
	waits BIGINT NOT NULL,	-- so many did
	held50 BIGINT NOT NULL,	-- of these not longer than p50_sec
	held90 BIGINT NOT NULL,	-- … than p90_sec
	PRIMARY KEY (office, hour_at)
);
CREATE INDEX wait_forecast_open ON wait_forecast (office, hour_at) WHERE settled_at = 0;
CREATE INDEX consult_visit_came ON consult_visit (office, came_at);

ALTER TABLE wait_figure ADD COLUMN told BIGINT NOT NULL DEFAULT 0;	-- waits there that came true after a range was told
ALTER TABLE wait_figure ADD COLUMN held50 BIGINT NOT NULL DEFAULT 0;	-- of these not longer than the median
ALTER TABLE wait_figure ADD COLUMN held90 BIGINT NOT NULL DEFAULT 0;	-- … than the 90th percentile
