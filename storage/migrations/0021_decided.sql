-- What was decided today must be found without reading what was decided ever.
CREATE INDEX cases_decided ON cases (office, completed_at, id) WHERE completed_at > 0;
