-- How far an attachment has come.

ALTER TABLE attachment ADD COLUMN etag TEXT NOT NULL DEFAULT '';	-- the channel's version of the part that has come; empty = none
