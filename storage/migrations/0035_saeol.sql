-- SPDX-License-Identifier: ISC
-- What 새올 exports comes into a folder: every office that the petitions of
-- 국민신문고 reach may have one. It is off until somebody switches it on.
INSERT INTO channel_cursor (channel, region, last_event_id, is_enabled, last_pull_at, last_error) SELECT 'saeol', region, '', 0, 0, '' FROM channel_cursor WHERE channel = 'epeople' AND region <> '';
