-- What applicants said lately, without asking every case.

CREATE INDEX satisfaction_given ON satisfaction (given_at);
