-- What each staff member has learned of the screen, so that it teaches no more.

CREATE TABLE lesson (
	staff_id BIGINT NOT NULL REFERENCES staff(id),	-- who
	action TEXT NOT NULL,	-- which action of the screen, by its name
	uses BIGINT NOT NULL,	-- how often its key was used with effect
	PRIMARY KEY (staff_id, action)
);
