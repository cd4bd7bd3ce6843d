import { defineSavedQuery } from '../saved-query.ts';

/** An AWS service that calls for somebody is no address. */
export default defineSavedQuery({
  name: 'unusual-callers',
  about:
    'Users and roles that called nothing in the account since the first day, or came from another address.',
  parameters: [{ about: "from when on a caller counts as new, such as '2026-03-15T00:00:00Z'" }],
  sql: `
WITH asked AS (
  SELECT from_iso8601_timestamp(?) AS new_since
), calls AS (
  SELECT * FROM single
  WHERE invoked_by IS NULL AND event_type IS DISTINCT FROM 'AwsServiceEvent'
    AND coalesce(source_address, '') NOT LIKE '%.amazonaws.com' AND caller_type IS DISTINCT FROM 'AWSService'
), callers AS (
  SELECT account_id, caller, min(time) AS since FROM calls GROUP BY account_id, caller
), pairs AS (
  SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, min_by(region, time) AS region,
    caller, source_address, min_by(action, time) AS action, min_by(outcome, time) AS outcome,
    min_by(event_id, time) AS event_id, min_by(file, time) AS file
  FROM calls GROUP BY account_id, caller, source_address
)
SELECT first, last, count, pairs.account_id, region, pairs.caller, source_address, action, outcome,
  CASE WHEN since >= new_since THEN 'new caller' ELSE 'new address' END AS detail, event_id, file
FROM pairs JOIN callers ON callers.caller = pairs.caller AND callers.account_id IS NOT DISTINCT FROM pairs.account_id
CROSS JOIN asked
WHERE first >= new_since`,
});
