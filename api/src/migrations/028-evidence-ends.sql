-- Up Migration

-- When the file of a bundle is deleted; what is known of it stays with its job. Files that are there have as long as new ones.
ALTER TABLE evidence_bundles ADD COLUMN expires_at timestamptz;
UPDATE evidence_bundles SET expires_at = now() + interval '90 days';
ALTER TABLE evidence_bundles ALTER COLUMN expires_at SET NOT NULL;
CREATE INDEX evidence_bundles_by_end ON evidence_bundles (expires_at);

-- Down Migration

ALTER TABLE evidence_bundles DROP COLUMN expires_at;
