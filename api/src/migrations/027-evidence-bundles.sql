-- Up Migration

-- Bundles of evidence, each one file.
CREATE TABLE evidence_bundles (
  -- The job that made it.
  id               uuid PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  from_at          timestamptz NOT NULL,
  to_at            timestamptz NOT NULL,
  size             bigint NOT NULL,
  sha256           text NOT NULL,
  manifest_sha256  text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX evidence_bundles_by_time ON evidence_bundles (created_at DESC, id);

-- The file in parts, so that nobody holds it whole to send it.
CREATE TABLE evidence_parts (
  bundle  uuid NOT NULL REFERENCES evidence_bundles (id) ON DELETE CASCADE,
  nth     integer NOT NULL,
  bytes   bytea NOT NULL,
  PRIMARY KEY (bundle, nth)
);

-- Down Migration

DROP TABLE evidence_parts;
DROP TABLE evidence_bundles;
