-- Up Migration

-- Work that begins by itself.
CREATE TABLE schedules (
  id           uuid PRIMARY KEY,
  name         text NOT NULL UNIQUE,
  cron         text NOT NULL,
  time_zone    text NOT NULL,
  -- What is done, and to what.
  work         jsonb NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  next_run_at  timestamptz NOT NULL,
  last_run_at  timestamptz
);
CREATE INDEX schedules_by_next_run ON schedules (next_run_at);
CREATE INDEX schedules_by_time ON schedules (created_at DESC, id);

-- Down Migration

DROP TABLE schedules;
