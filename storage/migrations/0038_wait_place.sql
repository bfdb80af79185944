-- Of several sources that speak of the same desk and task the newest is shown.

ALTER TABLE wait_figure ADD COLUMN place TEXT NOT NULL DEFAULT '';	-- names of desk and task without blanks and marks, by which sources are compared
ALTER TABLE wait_figure ADD COLUMN hidden BIGINT NOT NULL DEFAULT 0;	-- 1 = another source is newer
ALTER TABLE wait_figure ADD COLUMN others TEXT NOT NULL DEFAULT '';	-- sources that are hidden behind it, blanks between
CREATE INDEX wait_figure_place ON wait_figure (region, place, source);
