-- What the screen of the day counts must be found without reading what is done.
CREATE INDEX outbox_parked ON outbox (id) WHERE state = 'parked';
CREATE INDEX unsorted_open ON unsorted (office, id) WHERE state = 'open';
