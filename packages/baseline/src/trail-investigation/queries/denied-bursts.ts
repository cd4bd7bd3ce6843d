import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export default defineSavedQuery({
  name: 'denied-bursts',
  about: 'Callers that were denied many calls within five minutes.',
  parameters: [{ about: 'denied calls within five minutes that make a burst, such as 10' }],
  sql: `
WITH denied AS (
  SELECT *, count(*) OVER (PARTITION BY account_id, caller ORDER BY time
    RANGE BETWEEN CURRENT ROW AND INTERVAL '5' MINUTE FOLLOWING) AS soon
  FROM single
  WHERE regexp_like(error_code, 'AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized')
), bursting AS (
  SELECT *, max(soon) OVER (PARTITION BY account_id, caller ORDER BY time
    RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) AS most
  FROM denied
), stepped AS (
  SELECT *, time - lag(time) OVER (PARTITION BY account_id, caller ORDER BY time) > INTERVAL '5' MINUTE AS is_next
  FROM bursting WHERE most >= CAST(? AS bigint)
), numbered AS (
  SELECT *, sum(CASE WHEN is_next THEN 1 ELSE 0 END)
    OVER (PARTITION BY account_id, caller ORDER BY time ROWS UNBOUNDED PRECEDING) AS burst
  FROM stepped
)
SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, min_by(region, time) AS region, caller,
  min_by(source_address, time) AS source_address, min_by(action, time) AS action, min_by(outcome, time) AS outcome,
  concat(CAST(count(DISTINCT action) AS varchar), ' different actions') AS detail,
  min_by(event_id, time) AS event_id, min_by(file, time) AS file
FROM numbered
GROUP BY account_id, caller, burst`,
});
