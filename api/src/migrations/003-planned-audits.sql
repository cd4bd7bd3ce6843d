-- Up Migration

-- When the account is to be audited again by itself, by AWS's clock, and how often that was done in a row.
ALTER TABLE accounts
  ADD COLUMN next_audit_at  timestamptz,
  ADD COLUMN planned_audits integer NOT NULL DEFAULT 0;
CREATE INDEX accounts_by_next_audit ON accounts (next_audit_at) WHERE next_audit_at IS NOT NULL;

-- Nobody requests a planned audit.
ALTER TABLE jobs ALTER COLUMN requested_by DROP NOT NULL;

-- Down Migration

UPDATE jobs SET requested_by = 'trailguard' WHERE requested_by IS NULL;
ALTER TABLE jobs ALTER COLUMN requested_by SET NOT NULL;
DROP INDEX accounts_by_next_audit;
ALTER TABLE accounts DROP COLUMN next_audit_at, DROP COLUMN planned_audits;
