import type { Question } from './question.ts';

/** A column of `events`: what it is taken from, of the event `r`, and the field to be read for it. */
interface EventColumn {
  readonly type: 'BOOLEAN' | 'JSON' | 'TIMESTAMP' | 'VARCHAR' | 'VARCHAR[]';
  readonly from: string;
  /** Left out where it is part of what is read of every event. */
  readonly field?: string;
}

const text = (field: string): EventColumn => ({
  type: 'VARCHAR',
  from: `r.${field}`,
  field: `${field} VARCHAR`,
});
const json = (field: string): EventColumn => ({ type: 'JSON', from: `r.${field}`, field: `${field} JSON` });

/**
 * Who called: a role and not each of its sessions, so that callers can be counted. A service that calls by itself has neither
 * an ARN nor a name.
 */
const caller = `CASE WHEN r IS NOT NULL THEN coalesce(
    r.userIdentity.sessionContext.sessionIssuer.arn, r.userIdentity.arn, r.userIdentity.invokedBy,
    r.userIdentity.userName, r.userIdentity.principalId, r.userIdentity.accountId, r.userIdentity."type", 'nobody') END`;

const userIdentity = `userIdentity STRUCT(
    "type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, userName VARCHAR, invokedBy VARCHAR,
    sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))
  )`;

/** CloudTrail writes UTC; to read a time with any offset takes several times as long. */
const time = `CASE WHEN ends_with(r.eventTime, 'Z') THEN try_cast(r.eventTime AS TIMESTAMP)
    ELSE try_cast(r.eventTime AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END`;

/** Columns that every answer shows, or is put in order by. */
const everyEvent: Readonly<Record<string, EventColumn>> = {
  time: { type: 'TIMESTAMP', from: time, field: 'eventTime VARCHAR' },
  event_id: text('eventID'),
  event_name: text('eventName'),
  event_source: text('eventSource'),
  region: text('awsRegion'),
  account_id: text('recipientAccountId'),
  source_address: text('sourceIPAddress'),
  error_code: text('errorCode'),
  caller: { type: 'VARCHAR', from: caller, field: userIdentity },
};

/**
 * Columns that are there for questions which name them: most of the time goes into what is read. Fields that CloudTrail adds one
 * day are passed over, and what each service has its own form of stays JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const someQuestions: Readonly<Record<string, EventColumn>> = {
  event_type: text('eventType'),
  user_agent: text('userAgent'),
  error_message: text('errorMessage'),
  read_only: { type: 'BOOLEAN', from: 'r.readOnly', field: 'readOnly BOOLEAN' },
  caller_type: { type: 'VARCHAR', from: 'r.userIdentity."type"' },
  caller_arn: { type: 'VARCHAR', from: 'r.userIdentity.arn' },
  invoked_by: { type: 'VARCHAR', from: 'r.userIdentity.invokedBy' },
  request: json('requestParameters'),
  response: json('responseElements'),
  additional: json('additionalEventData'),
  resources: {
    type: 'VARCHAR[]',
    from: 'list_transform(r.resources, lambda resource: resource.ARN)',
    field: 'resources STRUCT(ARN VARCHAR)[]',
  },
};

/** How events are taken out of log files. */
export interface EventSql {
  /** Makes the table that questions are asked of. `had_records` is of the row that ends each JSON value of a file. */
  readonly createEvents: string;
  /**
   * Takes the events of a time out of files, and with them a row without a time for each JSON value and for each event that has
   * none: what is wrong with a file is known without reading it twice.
   */
  readonly takeEvents: string;
}

/** @param questions that will be asked; what none of them names is not read. */
export function eventSql(questions: readonly Question[]): EventSql {
  const isNamed = (name: string) => questions.some(({ sql }) => new RegExp(`\\b${name}\\b`).test(sql));
  const chosen = Object.entries(someQuestions).filter(([name]) => isNamed(name));
  const columns = [...Object.entries(everyEvent), ...chosen];
  const fields = columns.flatMap(([, { field }]) => field ?? []).join(', ');
  // One row for each JSON value in a file, of which a log file has one.
  const files = `
    SELECT filename AS file, Records AS records
    FROM read_json($files, columns = {Records: 'STRUCT(${fields.replaceAll('\n', ' ')})[]'}, format = 'unstructured',
      records = true, filename = true, compression = 'gzip', maximum_object_size = $longest)`;
  return {
    createEvents: `
      CREATE TABLE events (
        ${columns.map(([name, { type }]) => `${name} ${type}`).join(', ')}, file VARCHAR, had_records BOOLEAN
      )`,
    takeEvents: `
      INSERT INTO events
      SELECT ${columns.map(([name, { from }]) => `${from} AS ${name}`).join(', ')},
        file, CASE WHEN r IS NULL THEN had_records END
      FROM (SELECT file, records IS NOT NULL AS had_records, unnest(list_append(records, NULL)) AS r FROM (${files}))
      WHERE time IS NULL OR (time >= $from AND time < $to)`,
  };
}

/** What was read of each file beside its events. */
export const filesRead = `
  SELECT file, CASE
    WHEN count(had_records) > 1 THEN 'it holds more than one JSON value, or a record that is none'
    WHEN NOT bool_and(had_records) THEN 'it has no list of Records'
    WHEN count(*) > 1 THEN 'events of it have no eventTime' END AS because
  FROM events WHERE time IS NULL GROUP BY file`;

/** What is asked about has a time. */
export const dropUntimed = 'DELETE FROM events WHERE time IS NULL';

/** Two trails may deliver to one place: what both say is one event. */
export const dropDoubles = `
  DELETE FROM events WHERE rowid IN (
    SELECT rowid FROM (
      SELECT rowid, row_number() OVER (PARTITION BY event_id, account_id ORDER BY rowid) AS nth
      FROM events WHERE event_id IN (
        SELECT event_id FROM events WHERE event_id IS NOT NULL GROUP BY event_id HAVING count(*) > 1)
    ) WHERE nth > 1)`;

/** Each event as a row of an answer: one that is of one event needs no more than to choose among these. */
export const createSingle = `
  CREATE VIEW single AS
  SELECT *, time AS first, time AS last, 1 AS count,
    concat(split_part(event_source, '.', 1), ':', event_name) AS action,
    coalesce(error_code, '') AS outcome
  FROM events`;
