-- Up Migration

ALTER TABLE accounts DROP CONSTRAINT accounts_state_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_state_check CHECK (
  state IN ('requested', 'ready', 'refused', 'failed', 'quarantined', 'closed')
);
-- Whether the service took over an account that was there, in place of making it.
ALTER TABLE accounts ADD COLUMN is_adopted boolean NOT NULL DEFAULT false;

-- Down Migration

ALTER TABLE accounts DROP COLUMN is_adopted;
UPDATE accounts SET state = 'ready' WHERE state IN ('quarantined', 'closed');
ALTER TABLE accounts DROP CONSTRAINT accounts_state_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_state_check CHECK (
  state IN ('requested', 'ready', 'refused', 'failed')
);
