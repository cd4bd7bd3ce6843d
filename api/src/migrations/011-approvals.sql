-- Up Migration

-- What a job was asked to do, beside what its kind says.
ALTER TABLE jobs ADD COLUMN input jsonb NOT NULL DEFAULT '{}';
-- The service alone writes kinds, and each release knows its own.
ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check;
ALTER TABLE jobs DROP CONSTRAINT jobs_state_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_state_check CHECK (
  state IN ('queued', 'running', 'awaiting-approval', 'succeeded', 'refused', 'failed', 'canceled')
);

-- A plan that a job waits with until people say yes or no to it.
CREATE TABLE approvals (
  id          uuid PRIMARY KEY,
  job         uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  stack       text NOT NULL,
  -- used: the apply has begun. withdrawn: the job ended otherwise.
  state       text NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'expired', 'withdrawn', 'used')),
  reasons     text[] NOT NULL,
  -- Digests of all that the plan was made of; the apply takes them anew.
  binding     jsonb NOT NULL,
  plan        jsonb NOT NULL,
  needed      integer NOT NULL CHECK (needed > 0),
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX one_pending_approval_a_job ON approvals (job) WHERE state = 'pending';
CREATE INDEX approvals_by_job ON approvals (job, created_at DESC);
CREATE INDEX approvals_by_time ON approvals (created_at DESC, id);

CREATE TABLE approval_decisions (
  approval  uuid NOT NULL REFERENCES approvals (id) ON DELETE CASCADE,
  decision  text NOT NULL CHECK (decision IN ('approve', 'reject')),
  by        text NOT NULL,
  reason    text NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  -- One voice each.
  PRIMARY KEY (approval, by)
);

-- Down Migration

DROP TABLE approval_decisions;
DROP TABLE approvals;
DELETE FROM audits WHERE job IN (
  SELECT id FROM jobs WHERE kind NOT IN ('deploy-organization', 'vend-account', 'audit-account')
);
DELETE FROM jobs WHERE kind NOT IN ('deploy-organization', 'vend-account', 'audit-account');
UPDATE jobs SET state = 'canceled', ended_at = now() WHERE state = 'awaiting-approval';
ALTER TABLE jobs DROP CONSTRAINT jobs_state_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_state_check CHECK (
  state IN ('queued', 'running', 'succeeded', 'refused', 'failed', 'canceled')
);
ALTER TABLE jobs ADD CONSTRAINT jobs_kind_check CHECK (
  kind IN ('deploy-organization', 'vend-account', 'audit-account')
);
ALTER TABLE jobs DROP COLUMN input;
