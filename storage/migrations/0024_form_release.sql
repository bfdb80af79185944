-- Releases of forms over the catalogue's, and the form that each case came with.

CREATE TABLE form_release (
	id INTEGER PRIMARY KEY,	-- order in which they came
	service TEXT NOT NULL,	-- code of the service
	layer TEXT NOT NULL,	-- empty = the centre's; 시·도 or 시군구 code; '@' and an office's code = its own
	version TEXT NOT NULL,	-- as whoever released it calls it
	from_day BIGINT NOT NULL,	-- holds from this civil day on (days since 1970-01-01)
	until_day BIGINT NOT NULL,	-- no more from this civil day on; 0 = for good
	is_whole BIGINT NOT NULL CHECK (is_whole IN (0, 1)),	-- 1 = in place of what the layer had; 0 = a patch over it
	body TEXT NOT NULL,	-- the JSON as it came
	fingerprint TEXT NOT NULL,	-- SHA-256 of the body
	source TEXT NOT NULL,	-- the file it was imported from, or the channel and its event
	fields_added BIGINT NOT NULL,	-- fields that the form had not before it
	fields_changed BIGINT NOT NULL,	-- fields that are other ones since
	fields_gone BIGINT NOT NULL,	-- fields that are not in it any more
	by_id BIGINT NOT NULL,	-- who imported it, 0 = it came from a channel
	at BIGINT NOT NULL,	-- when
	reason TEXT NOT NULL,	-- why, in the clerk's words; empty from a channel
	retired_by_id BIGINT NOT NULL,	-- who retired it, 0 = nobody
	retired_at BIGINT NOT NULL,	-- when
	retired_reason TEXT NOT NULL,	-- why
	UNIQUE (service, layer, version)
);

CREATE TABLE form_kept (
	id INTEGER PRIMARY KEY,	-- our number for it
	fingerprint TEXT NOT NULL UNIQUE,	-- SHA-256 of its layers: the same form is kept once
	service TEXT NOT NULL,	-- of which service
	layers TEXT NOT NULL	-- JSON array of the layers as they were, from the centre outwards
);

ALTER TABLE form ADD COLUMN kept_id BIGINT NOT NULL DEFAULT 0;	-- the form_kept that the case came with; 0 = from before forms were kept
