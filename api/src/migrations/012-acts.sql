-- Up Migration

-- What was done through the service: lines of JSON, each with the SHA-256 of the line before it.
CREATE TABLE acts (
  sequence bigint PRIMARY KEY,
  line     text NOT NULL,
  hash     text NOT NULL
);

-- The last line. Whoever appends holds it until the transaction ends, so that lines are in one order; and a line that
-- is cut off the end is missed here.
CREATE TABLE acts_head (
  is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  sequence bigint NOT NULL,
  hash     text
);
INSERT INTO acts_head (sequence, hash) VALUES (0, NULL);

CREATE FUNCTION append_act(act json, OUT sequence bigint, OUT hash text) LANGUAGE plpgsql AS $$
DECLARE
  head acts_head;
  line text;
BEGIN
  SELECT * INTO STRICT head FROM acts_head FOR UPDATE;
  sequence := head.sequence + 1;
  line := json_build_object(
    'previous', head.hash,
    'sequence', sequence,
    'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', act -> 'by', 'act', act -> 'act', 'on', act -> 'on', 'outcome', act -> 'outcome',
    'request', act -> 'request', 'body', act -> 'body')::text;
  hash := encode(sha256(convert_to(line, 'UTF8')), 'hex');
  INSERT INTO acts VALUES (sequence, line, hash);
  UPDATE acts_head SET sequence = append_act.sequence, hash = append_act.hash;
END $$;

CREATE FUNCTION refuse_change_of_acts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'acts are only ever appended' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER acts_are_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_acts();
CREATE TRIGGER acts_head_stays BEFORE DELETE OR TRUNCATE ON acts_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_acts();

-- A job's end is an act of the service, whichever process records it.
CREATE FUNCTION append_end_of_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM append_act(json_build_object(
    'act', 'endJob',
    'on', json_build_object('job', NEW.id, 'kind', NEW.kind, 'account', NEW.account),
    'outcome', COALESCE(NEW.error ->> 'code', NEW.state)));
  RETURN NULL;
END $$;
CREATE TRIGGER end_of_job_is_an_act AFTER UPDATE OF ended_at ON jobs
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION append_end_of_job();

-- Down Migration

DROP TRIGGER end_of_job_is_an_act ON jobs;
DROP FUNCTION append_end_of_job;
DROP TABLE acts;
DROP TABLE acts_head;
DROP FUNCTION refuse_change_of_acts;
DROP FUNCTION append_act;
