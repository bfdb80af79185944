-- Lists that people come back to, by name.

CREATE TABLE saved_view (
	id INTEGER PRIMARY KEY,	-- our number for it
	office TEXT NOT NULL,	-- in which office
	owner_id BIGINT NOT NULL,	-- whose it is; 0 = the whole office's
	name TEXT NOT NULL,	-- what its owner calls it
	query TEXT NOT NULL,	-- the filter, as typed
	sort TEXT NOT NULL,	-- the order: due, arrived, new or state
	columns TEXT NOT NULL,	-- the role whose columns are shown
	saved_by BIGINT NOT NULL,	-- who saved it last
	saved_at BIGINT NOT NULL,	-- when
	UNIQUE (office, owner_id, name)
);
