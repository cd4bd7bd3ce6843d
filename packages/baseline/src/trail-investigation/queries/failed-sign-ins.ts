import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
export default defineSavedQuery({
  name: 'failed-sign-ins',
  about: 'Passwords or second factors that the console refused, by who tried and from where.',
  sql: `
SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, min_by(region, time) AS region, caller,
  source_address, 'signin:ConsoleLogin' AS action, 'Failure' AS outcome,
  concat(CAST(count(DISTINCT user_agent) AS varchar), ' user agents') AS detail,
  min_by(event_id, time) AS event_id, min_by(file, time) AS file
FROM single
WHERE event_source = 'signin.amazonaws.com' AND event_name = 'ConsoleLogin'
  AND (json_extract_scalar(response, '$.ConsoleLogin') = 'Failure' OR error_message = 'Failed authentication')
GROUP BY account_id, caller, source_address`,
});
