-- Up Migration

-- What people reviewed and jobs verified, as audits read it: lines of JSON, each with the SHA-256 of the line before it.
CREATE TABLE records (
  sequence  bigint PRIMARY KEY,
  -- Of the record itself, whose form docs/records.md has.
  id        text NOT NULL UNIQUE,
  kind      text NOT NULL,
  done_at   timestamptz NOT NULL,
  line      text NOT NULL,
  hash      text NOT NULL
);
CREATE INDEX records_by_kind ON records (kind, done_at DESC);

-- The last line, held by whoever appends, so that lines are in one order.
CREATE TABLE records_head (
  is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  sequence bigint NOT NULL,
  hash     text
);
INSERT INTO records_head (sequence, hash) VALUES (0, NULL);

CREATE FUNCTION append_record(written_by json, job uuid, record json, OUT sequence bigint, OUT hash text)
LANGUAGE plpgsql AS $$
DECLARE
  head records_head;
  line text;
BEGIN
  SELECT * INTO STRICT head FROM records_head FOR UPDATE;
  sequence := head.sequence + 1;
  line := json_build_object(
    'previous', head.hash,
    'sequence', sequence,
    'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', written_by, 'job', job, 'record', record)::text;
  hash := encode(sha256(convert_to(line, 'UTF8')), 'hex');
  INSERT INTO records VALUES (
    append_record.sequence, record ->> 'id', record ->> 'kind', (record ->> 'at')::timestamptz, line, append_record.hash);
  UPDATE records_head SET sequence = append_record.sequence, hash = append_record.hash;
END $$;

CREATE FUNCTION refuse_change_of_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records are only ever appended' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER records_are_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_records();
CREATE TRIGGER records_head_stays BEFORE DELETE OR TRUNCATE ON records_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_records();

-- The last digest of each chain that a verification of the logs has seen: what came before it may not be gone later.
CREATE TABLE log_chain_ends (
  chain     text PRIMARY KEY,
  object    text NOT NULL,
  -- ISO 8601, as the digest has it.
  ended     text NOT NULL,
  sha256    text NOT NULL,
  job       uuid REFERENCES jobs (id) ON DELETE SET NULL,
  seen_at   timestamptz NOT NULL DEFAULT now()
);

-- Down Migration

DROP TABLE log_chain_ends;
DROP TABLE records;
DROP TABLE records_head;
DROP FUNCTION refuse_change_of_records;
DROP FUNCTION append_record;
