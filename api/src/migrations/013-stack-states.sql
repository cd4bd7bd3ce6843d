-- Up Migration

-- What a stack's state was after the last job that changed or read it. No value in it is a secret.
CREATE TABLE stack_states (
  -- The folder of a stack that exists once, or the id of the account that it is of.
  stack       text PRIMARY KEY,
  job         uuid REFERENCES jobs (id) ON DELETE SET NULL,
  -- Counts the states that differ from the one before.
  serial      bigint NOT NULL DEFAULT 1,
  digest      text NOT NULL,
  resources   integer NOT NULL,
  outputs     jsonb NOT NULL,
  -- As `pulumi stack export` writes it.
  deployment  jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

-- The one report of a job that judges many stacks.
CREATE TABLE job_reports (
  job    uuid PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  report jsonb NOT NULL
);

-- Down Migration

DROP TABLE job_reports;
DROP TABLE stack_states;
