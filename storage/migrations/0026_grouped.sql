-- Lists by service and by region, in each by arrival. As with arrival alone, only an
-- intake and the end of a case touch them.
CREATE INDEX cases_open_service ON cases (office, service, arrived_at, id) WHERE is_open = 1;
CREATE INDEX cases_open_region ON cases (office, region, arrived_at, id) WHERE is_open = 1;
