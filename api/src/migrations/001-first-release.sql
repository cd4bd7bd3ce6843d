-- Up Migration

CREATE TABLE api_keys (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  -- SHA-256 of the secret part; the secret has 256 random bits, so a slow hash would add nothing.
  secret_hash  bytea NOT NULL,
  scopes       text[] NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);

CREATE TABLE accounts (
  id                     uuid PRIMARY KEY,
  name                   text NOT NULL,
  -- Lower case: AWS treats addresses so, and one address belongs to one account for ever.
  email                  text NOT NULL UNIQUE,
  organizational_unit_id text NOT NULL,
  state                  text NOT NULL CHECK (state IN ('requested', 'ready', 'refused', 'failed')),
  account_id             text UNIQUE,
  created_at             timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE jobs (
  id           uuid PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('deploy-organization', 'vend-account', 'audit-account')),
  -- Jobs with the same key run one after the other: they touch the same stack.
  run_key      text NOT NULL,
  account      uuid REFERENCES accounts (id),
  state        text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'refused', 'failed', 'canceled')),
  step         text,
  attempt      integer NOT NULL DEFAULT 0,
  -- Number of the latest event. Taken by updating the row, so two writers never take the same.
  last_event   integer NOT NULL DEFAULT 0,
  result       jsonb,
  error        jsonb,
  requested_by text NOT NULL,
  cancel_requested_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  started_at   timestamptz,
  ended_at     timestamptz
);
CREATE INDEX jobs_by_time ON jobs (created_at DESC, id);
CREATE INDEX jobs_by_account ON jobs (account);

CREATE TABLE job_events (
  job  uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  seq  integer NOT NULL,
  at   timestamptz NOT NULL DEFAULT now(),
  type text NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (job, seq)
);

CREATE TABLE audits (
  id         uuid PRIMARY KEY,
  account    uuid NOT NULL REFERENCES accounts (id),
  job        uuid NOT NULL REFERENCES jobs (id),
  state      text NOT NULL CHECK (state IN ('queued', 'running', 'complete', 'partial', 'failed')),
  report     jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at   timestamptz
);
CREATE INDEX audits_by_account ON audits (account, created_at DESC);

-- Down Migration

DROP TABLE audits;
DROP TABLE job_events;
DROP TABLE jobs;
DROP TABLE accounts;
DROP TABLE api_keys;
