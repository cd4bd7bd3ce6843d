-- Up Migration

-- What a request with an Idempotency-Key was answered, so that the same request again is answered the same.
CREATE TABLE idempotency_keys (
  -- Keys of different callers have nothing to do with each other.
  subject     text NOT NULL,
  -- SHA-256 of the key.
  key         text NOT NULL,
  -- SHA-256 of method, path and body.
  fingerprint text NOT NULL,
  status      integer NOT NULL,
  headers     jsonb NOT NULL,
  body        jsonb NOT NULL,
  expires_at  timestamptz NOT NULL,
  PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

-- Down Migration

DROP TABLE idempotency_keys;
