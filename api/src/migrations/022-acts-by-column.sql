-- Up Migration

-- What acts are asked for by, read out of the line when it is written: a filter of a long record is answered by an index.
-- Times are of one form, so their order is that of the text.
ALTER TABLE acts
  ADD COLUMN by_name text GENERATED ALWAYS AS (line::json -> 'by' ->> 'name') STORED,
  ADD COLUMN act     text GENERATED ALWAYS AS (line::json ->> 'act') STORED,
  ADD COLUMN outcome text GENERATED ALWAYS AS (line::json ->> 'outcome') STORED,
  ADD COLUMN at      text COLLATE "C" GENERATED ALWAYS AS (line::json ->> 'at') STORED;
CREATE INDEX acts_by_name ON acts (by_name, sequence DESC);
CREATE INDEX acts_by_act ON acts (act, sequence DESC);
CREATE INDEX acts_by_outcome ON acts (outcome, sequence DESC);
CREATE INDEX acts_by_time ON acts (at, sequence);

-- Processes that remember keys which they have verified forget them when any changes.
CREATE FUNCTION tell_of_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('trailguard_keys', '');
  RETURN NULL;
END $$;
CREATE TRIGGER change_of_keys_is_told AFTER UPDATE OR DELETE OR TRUNCATE ON api_keys
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_keys();

-- Down Migration

DROP TRIGGER change_of_keys_is_told ON api_keys;
DROP FUNCTION tell_of_keys;
ALTER TABLE acts DROP COLUMN by_name, DROP COLUMN act, DROP COLUMN outcome, DROP COLUMN at;
