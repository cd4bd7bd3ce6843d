-- Up Migration

-- What a key may do, as identity/roles.ts has it: who could provision could ask for changes and cancel jobs.
ALTER TABLE api_keys RENAME COLUMN scopes TO roles;
UPDATE api_keys SET roles = array_remove(roles, 'provision') || ARRAY['propose', 'operate']
WHERE 'provision' = ANY (roles);

-- The accounts that a key is limited to: AWS's ids, and organizational units. NULL in both: not limited.
ALTER TABLE api_keys
  ADD COLUMN account_limits text[],
  ADD COLUMN unit_limits    text[],
  -- Who made it; NULL for the first, which is made beside the service.
  ADD COLUMN created_by     text,
  ADD CONSTRAINT limits_together CHECK ((account_limits IS NULL) = (unit_limits IS NULL));
CREATE INDEX api_keys_by_time ON api_keys (created_at DESC, id);

-- Down Migration

DROP INDEX api_keys_by_time;
-- A limited key would be one that is not.
UPDATE api_keys SET revoked_at = COALESCE(revoked_at, now()) WHERE account_limits IS NOT NULL;
ALTER TABLE api_keys DROP CONSTRAINT limits_together,
  DROP COLUMN account_limits, DROP COLUMN unit_limits, DROP COLUMN created_by;
UPDATE api_keys SET roles = array_remove(array_remove(roles, 'operate'), 'propose') || ARRAY['provision']
WHERE roles @> ARRAY['propose', 'operate'];
ALTER TABLE api_keys RENAME COLUMN roles TO scopes;
