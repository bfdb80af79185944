-- What an escalation by a rule is.

ALTER TABLE auto_rule ADD COLUMN kind TEXT NOT NULL DEFAULT '';	-- of rules/escalation.h; '' = a guideline question, or it does not escalate
