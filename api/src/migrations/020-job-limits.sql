-- Up Migration

ALTER TABLE jobs
  -- How long one attempt may take.
  ADD COLUMN timeout_seconds integer NOT NULL DEFAULT 7200 CHECK (timeout_seconds > 0),
  -- The job that failed and that this one does again.
  ADD COLUMN repeats         uuid REFERENCES jobs (id) ON DELETE SET NULL,
  -- The request that asked for it, as W3C Trace Context writes it: its spans and the job's are of one trace.
  ADD COLUMN trace_parent    text;
CREATE INDEX jobs_by_end ON jobs (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX open_jobs ON jobs (state, kind, created_at) WHERE ended_at IS NULL;
CREATE INDEX audits_by_job ON audits (job);

-- Down Migration

DROP INDEX audits_by_job;
DROP INDEX open_jobs;
DROP INDEX jobs_by_end;
ALTER TABLE jobs DROP COLUMN timeout_seconds, DROP COLUMN repeats, DROP COLUMN trace_parent;
