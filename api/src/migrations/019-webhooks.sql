-- Up Migration

-- Where others want to be told of jobs.
CREATE TABLE webhooks (
  id          uuid PRIMARY KEY,
  url         text NOT NULL,
  events      text[] NOT NULL,
  -- Signs what is sent; the receiver has the same.
  secret      bytea NOT NULL,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhooks_by_time ON webhooks (created_at DESC, id);

-- What is to be told, written with what it tells: a message is there if and only if that happened.
CREATE TABLE webhook_messages (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  webhook     uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event       text NOT NULL,
  data        jsonb NOT NULL,
  -- dead: it was refused, or not taken, more often than it is tried again.
  state       text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
  attempts    integer NOT NULL DEFAULT 0,
  next_at     timestamptz NOT NULL DEFAULT now(),
  outcome     text,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhook_messages_by_due ON webhook_messages (next_at) WHERE state = 'pending';
CREATE INDEX webhook_messages_by_webhook ON webhook_messages (webhook, created_at DESC, id);

CREATE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text := CASE
    WHEN NEW.state = 'awaiting-approval' THEN 'job.awaiting-approval'
    WHEN NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL THEN 'job.ended'
  END;
BEGIN
  IF told IS NOT NULL AND NEW.state <> OLD.state THEN
    INSERT INTO webhook_messages (webhook, event, data)
    SELECT id, told, jsonb_build_object(
      'type', told,
      'timestamp', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', jsonb_build_object(
        'job', NEW.id, 'kind', NEW.kind, 'state', NEW.state, 'account', NEW.account, 'code', NEW.error ->> 'code'
      )
    )
    FROM webhooks WHERE told = ANY (events);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER job_tells_webhooks AFTER UPDATE OF state ON jobs
  FOR EACH ROW EXECUTE FUNCTION tell_webhooks();

-- Down Migration

DROP TRIGGER job_tells_webhooks ON jobs;
DROP FUNCTION tell_webhooks;
DROP TABLE webhook_messages;
DROP TABLE webhooks;
