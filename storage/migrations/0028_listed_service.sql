-- Services as 정부24's list has them (gov24svc): beside the catalogue, never in its place.

CREATE TABLE listed_service (
	id TEXT PRIMARY KEY,	-- the list's number of the service (서비스ID)
	name TEXT NOT NULL,	-- its name there
	code TEXT NOT NULL,	-- the catalogue's service that it is; empty = none
	body TEXT NOT NULL,	-- JSON object: agency, support, how and where to apply, documents, law, address
	differences BIGINT NOT NULL,	-- what it says otherwise than the catalogue, counted
	source TEXT NOT NULL,	-- where it was read: the file, or the address and page
	by_id BIGINT NOT NULL,	-- who imported it, 0 = sync
	at BIGINT NOT NULL	-- when it was read like this first
);
CREATE INDEX listed_service_name ON listed_service (name, id);
