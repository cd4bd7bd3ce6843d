-- Up Migration

-- Since when reviews are watched: one that was never done is overdue once its time has passed since then.
CREATE TABLE review_calendar (
  is_only   boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  begun_at  timestamptz NOT NULL DEFAULT now()
);
INSERT INTO review_calendar DEFAULT VALUES;

-- Who was to be told that a review is overdue was told, once for each time that it was due.
CREATE TABLE review_notices (
  kind     text NOT NULL,
  due_at   timestamptz NOT NULL,
  told_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, due_at)
);

-- Down Migration

DROP TABLE review_notices;
DROP TABLE review_calendar;
