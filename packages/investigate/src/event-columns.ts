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
export const readFiles = `
  CREATE OR REPLACE TEMP TABLE files AS
  SELECT filename AS file, Records AS records
  FROM read_json($files, columns = {Records: '${eventFields.replaceAll('\n', ' ')}'}, format = 'unstructured',
    records = true, filename = true, compression = 'gzip', maximum_object_size = $longest)`;

/** When an event was made; `NULL` for what is no time. */
const timeOf = (record: string) => `try_cast(${record}.eventTime AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`;

/** What is wrong with files that could be read. */
export const strangeFiles = `
  SELECT file,
    CASE WHEN count(*) > 1 THEN 'it holds more than one JSON value'
      WHEN bool_or(records IS NULL) THEN 'it has no list of Records'
      ELSE 'events of it have no eventTime' END AS because
  FROM files GROUP BY file
  HAVING count(*) > 1 OR bool_or(records IS NULL)
    OR bool_or(len(list_filter(records, lambda record: ${timeOf('record')} IS NULL)) > 0)`;

/**
 * Who called: a role and not each of its sessions, so that callers can be counted. A service that calls by itself has neither
 * an ARN nor a name.
 */
const caller = `coalesce(r.userIdentity.sessionContext.sessionIssuer.arn, r.userIdentity.arn, r.userIdentity.invokedBy,
    r.userIdentity.userName, r.userIdentity.principalId, r.userIdentity.accountId, r.userIdentity."type", 'nobody')`;

/** What questions are asked of. */
export const createEvents = `
  CREATE TABLE events (
    time TIMESTAMP, event_id VARCHAR, event_name VARCHAR, event_source VARCHAR, event_type VARCHAR,
    region VARCHAR, account_id VARCHAR, source_address VARCHAR, user_agent VARCHAR,
    error_code VARCHAR, error_message VARCHAR, read_only BOOLEAN,
    caller VARCHAR, caller_type VARCHAR, caller_arn VARCHAR, invoked_by VARCHAR,
    request JSON, response JSON, additional JSON, resources VARCHAR[], file VARCHAR
  )`;

/** Takes the events of a time out of files. An event that two files hold is one. */
export const takeEvents = `
  INSERT INTO events
  SELECT ${timeOf('r')} AS time, r.eventID, r.eventName, r.eventSource, r.eventType,
    r.awsRegion, r.recipientAccountId, r.sourceIPAddress, r.userAgent,
    r.errorCode, r.errorMessage, r.readOnly,
    ${caller}, r.userIdentity."type", r.userIdentity.arn, r.userIdentity.invokedBy,
    r.requestParameters, r.responseElements, r.additionalEventData,
    list_transform(r.resources, lambda resource: resource.ARN), file
  FROM (SELECT file, unnest(records) AS r FROM files)
  WHERE time >= $from AND time < $to`;

/** Each event as a row of an answer: one that is of one event needs no more than to choose among these. */
export const createSingle = `
  CREATE VIEW single AS
  SELECT *, time AS first, time AS last, 1 AS count,
    concat(split_part(event_source, '.', 1), ':', event_name) AS action,
    coalesce(error_code, '') AS outcome
  FROM events`;
