/**
 * What is read of an event. Fields that CloudTrail adds one day are passed over, and what each service has its own form of
 * stays JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const eventFields = `STRUCT(
  eventTime VARCHAR, eventID VARCHAR, eventName VARCHAR, eventSource VARCHAR, eventType VARCHAR,
  awsRegion VARCHAR, recipientAccountId VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR,
  errorCode VARCHAR, errorMessage VARCHAR, readOnly BOOLEAN,
  userIdentity STRUCT(
    "type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, userName VARCHAR, invokedBy VARCHAR,
    sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))
  ),
  requestParameters JSON, responseElements JSON, additionalEventData JSON,
  resources STRUCT(ARN VARCHAR)[]
)[]`;

/** Files as they are read: one row for each JSON value in one, of which a log file has one. */
const files = `
  SELECT filename AS file, Records AS records
  FROM read_json($files, columns = {Records: '${eventFields.replaceAll('\n', ' ')}'}, format = 'unstructured',
    records = true, filename = true, compression = 'gzip', maximum_object_size = $longest)`;

/**
 * Who called: a role and not each of its sessions, so that callers can be counted. A service that calls by itself has neither
 * an ARN nor a name.
 */
const caller = `coalesce(r.userIdentity.sessionContext.sessionIssuer.arn, r.userIdentity.arn, r.userIdentity.invokedBy,
    r.userIdentity.userName, r.userIdentity.principalId, r.userIdentity.accountId, r.userIdentity."type", 'nobody')`;

/** What questions are asked of. `had_records` is of the row that ends each JSON value of a file. */
export const createEvents = `
  CREATE TABLE events (
    time TIMESTAMP, event_id VARCHAR, event_name VARCHAR, event_source VARCHAR, event_type VARCHAR,
    region VARCHAR, account_id VARCHAR, source_address VARCHAR, user_agent VARCHAR,
    error_code VARCHAR, error_message VARCHAR, read_only BOOLEAN,
    caller VARCHAR, caller_type VARCHAR, caller_arn VARCHAR, invoked_by VARCHAR,
    request JSON, response JSON, additional JSON, resources VARCHAR[], file VARCHAR,
    had_records BOOLEAN
  )`;

/**
 * Takes the events of a time out of files, and with them a row without a time for each JSON value and for each event that has none:
 * what is wrong with a file is known without reading it twice.
 */
export const takeEvents = `
  INSERT INTO events
  SELECT try_cast(r.eventTime AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS time,
    r.eventID, r.eventName, r.eventSource, r.eventType,
    r.awsRegion, r.recipientAccountId, r.sourceIPAddress, r.userAgent,
    r.errorCode, r.errorMessage, r.readOnly,
    CASE WHEN r IS NOT NULL THEN ${caller} END, r.userIdentity."type", r.userIdentity.arn, r.userIdentity.invokedBy,
    r.requestParameters, r.responseElements, r.additionalEventData,
    list_transform(r.resources, lambda resource: resource.ARN), file,
    CASE WHEN r IS NULL THEN had_records END
  FROM (SELECT file, records IS NOT NULL AS had_records, unnest(list_append(records, NULL)) AS r FROM (${files}))
  WHERE time IS NULL OR (time >= $from AND time < $to)`;

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
