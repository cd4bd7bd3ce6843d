-- Up Migration

-- Whether AWS had no account with the address when the service first looked. From then on an account that
-- has it is one that the service asked for, even if the answer was lost.
ALTER TABLE accounts ADD COLUMN address_was_free boolean NOT NULL DEFAULT false;

-- Down Migration

ALTER TABLE accounts DROP COLUMN address_was_free;
