-- Up Migration

-- What the last audit of each account did not pass, so that it can be asked for by what it is about.
CREATE TABLE findings (
  id            uuid PRIMARY KEY,
  audit         uuid NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
  account       uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  control       text NOT NULL,
  severity      text NOT NULL,
  -- The gravest first.
  rank          integer NOT NULL,
  status        text NOT NULL,
  subject_kind  text NOT NULL,
  subject       text NOT NULL,
  region        text,
  reason        text NOT NULL,
  -- Of a waived one what accepts it, without the place where that is written.
  exception     jsonb
);
CREATE INDEX findings_in_order ON findings (rank, control, id);
CREATE INDEX findings_by_account ON findings (account);
CREATE INDEX findings_by_exception ON findings (exception) WHERE exception IS NOT NULL;

CREATE FUNCTION keep_findings(of_audit uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  made audits;
BEGIN
  SELECT * INTO STRICT made FROM audits WHERE id = of_audit;
  -- An audit that ends after one that was asked for later is not the last.
  IF EXISTS (SELECT FROM audits WHERE account = made.account AND report IS NOT NULL
             AND (created_at, id) > (made.created_at, made.id)) THEN
    RETURN;
  END IF;
  DELETE FROM findings WHERE account = made.account;
  INSERT INTO findings
  SELECT md5(made.id || ':' || nth)::uuid, made.id, made.account, result ->> 'controlId', control ->> 'severity',
         array_position(ARRAY['critical', 'high', 'medium', 'low'], control ->> 'severity'),
         result -> 'verdict' ->> 'status', result -> 'subject' ->> 'kind', result -> 'subject' ->> 'id',
         result -> 'subject' ->> 'region', COALESCE(result -> 'verdict' ->> 'reason', ''),
         (result -> 'verdict' -> 'exception') - 'position'::text
  FROM jsonb_array_elements(made.report -> 'results') WITH ORDINALITY AS results (result, nth)
  JOIN jsonb_array_elements(made.report -> 'controls') AS control ON control ->> 'id' = result ->> 'controlId'
  WHERE result -> 'verdict' ->> 'status' IN ('fail', 'unknown', 'waived');
END $$;

CREATE FUNCTION keep_findings_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_findings(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_keeps_findings AFTER UPDATE OF report ON audits
  FOR EACH ROW WHEN (NEW.report IS NOT NULL) EXECUTE FUNCTION keep_findings_of_audit();

SELECT keep_findings(id) FROM (
  SELECT DISTINCT ON (account) id FROM audits WHERE report IS NOT NULL ORDER BY account, created_at DESC, id DESC
) AS latest;

-- Down Migration

DROP TRIGGER audit_keeps_findings ON audits;
DROP FUNCTION keep_findings_of_audit;
DROP FUNCTION keep_findings;
DROP TABLE findings;
