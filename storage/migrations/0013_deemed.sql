-- 수리간주: where a law takes silence for acceptance (식품위생법 §37⑬).

ALTER TABLE cases ADD COLUMN deemed_at BIGINT NOT NULL DEFAULT 0;	-- deemed accepted since this instant; 0 = its service knows no such thing, far future = not yet
UPDATE cases SET deemed_at = 253402300799 WHERE received_at > 0 AND is_open = 1 AND service = 'FOOD-BIZ';
CREATE INDEX cases_may_be_deemed ON cases (due_at, id) WHERE is_open = 1 AND deemed_at = 253402300799;
CREATE INDEX cases_deemed ON cases (office, deemed_at) WHERE is_open = 1 AND deemed_at > 0 AND deemed_at < 253402300799;
