-- The order of arrival among the cases that somebody has work with: without it a
-- list by arrival reads past every closed one. A transition does not touch it,
-- only an intake and the end of a case do.
CREATE INDEX cases_open_arrived ON cases (office, arrived_at, id) WHERE is_open = 1;
