-- The applicant's longer periods and the second demand (시행령 §24②③).

ALTER TABLE supplement ADD COLUMN extensions BIGINT NOT NULL DEFAULT 0;	-- how often the applicant was given longer, at most twice
ALTER TABLE supplement ADD COLUMN is_again BIGINT NOT NULL DEFAULT 0 CHECK (is_again IN (0, 1));	-- 1 = the one more demand after a missed period
