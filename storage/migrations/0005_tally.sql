-- Figures of the board, kept with every change so that no count is ever made.

CREATE TABLE tally (
	office TEXT NOT NULL,	-- whose figure
	kind TEXT NOT NULL,	-- what is counted: open, arrived, received, decided, and dues by day, hour and instant
	at BIGINT NOT NULL,	-- under which day (days since 1970-01-01), hour or instant it is counted, 0 = under none
	who BIGINT NOT NULL,	-- the staff member in charge of the cases, 0 = nobody
	count BIGINT NOT NULL,	-- how many cases; never 0, the row goes instead
	PRIMARY KEY (office, kind, at, who)
);

CREATE TABLE tally_rule (
	id BIGINT PRIMARY KEY CHECK (id = 1),	-- one row, or none: never counted yet
	fingerprint BIGINT NOT NULL	-- of the periods the tally was counted by; where the program has others it counts again
);
